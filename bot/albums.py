"""Remember albums for a while: their parts come one by one, and their words stand under one of them."""

from collections import OrderedDict
from dataclasses import replace

import telegram

from bot.question import Question, quoted_question, read_question

__all__ = ["Albums"]


class Albums:
    """The latest albums, in memory; losing them costs a superfluous sentence at most.

    :param most: how many are remembered of those that were answered, and of those with words
    """

    def __init__(self, most: int = 500) -> None:
        self._most = most
        self._answered: OrderedDict[str, None] = OrderedDict()
        self._captions: OrderedDict[str, Question] = OrderedDict()

    def add(self, album: str | None) -> None:
        """Note that an album was answered; None stands for no album."""
        if album is not None:
            self._answered[album] = None
            self._answered.move_to_end(album)
            while len(self._answered) > self._most:
                self._answered.popitem(last=False)

    def has(self, album: str | None) -> bool:
        """Tell whether an album was answered."""
        return album in self._answered

    def hear(self, message: telegram.Message, bot_id: int) -> None:
        """Remember the words of the album that a message is a part of, if they stand under this part."""
        album, question = message.media_group_id, read_question(message, bot_id)
        if album is not None and question is not None and question.readable:
            self._captions[album] = question
            self._captions.move_to_end(album)
            while len(self._captions) > self._most:
                self._captions.popitem(last=False)

    def pointed_at(self, message: telegram.Message, bot_id: int) -> Question | None:
        """Return the question that a message points at; of an album, the words of whichever part has them."""
        quoted, answered = quoted_question(message, bot_id), message.reply_to_message
        album = answered.media_group_id if answered is not None else None
        if quoted is None or quoted.readable or album is None:
            return quoted
        return self._captions.get(album) or replace(quoted, media="album")
