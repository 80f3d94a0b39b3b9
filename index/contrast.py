"""Contrastive learning on bags of tokens: what belongs together moves together, the rest apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    import torch

_SLOW, _FAST = 0.9, 0.99
_ASIDE = -1e4


def same_claim_loss(
    firsts: torch.Tensor, seconds: torch.Tensor, groups: NDArray[np.int64], scale: float
) -> torch.Tensor:
    """InfoNCE in both directions (van den Oord et al. 2018, arXiv:1807.03748), pairs of one group aside.

    :param firsts: (n, dimension) unit rows; row i belongs with row i of `seconds`
    :param groups: (n,); pairs of the same group tell of the same thing and are not each other's negatives
    :param scale: what cosines are multiplied with, the inverse temperature
    """
    import torch
    from torch.nn.functional import cross_entropy

    group = torch.from_numpy(groups)
    twins = (group[:, None] == group[None, :]).fill_diagonal_(False)
    scores = (firsts @ seconds.T * scale).masked_fill(twins, _ASIDE)
    target = torch.arange(len(scores))
    loss: torch.Tensor = (cross_entropy(scores, target) + cross_entropy(scores.T, target)) / 2
    return loss


class TokenVectors:
    """The vectors under training; Adam (Kingma & Ba 2014, arXiv:1412.6980) moves the rows that a step saw."""

    def __init__(self, pieces: int, dimension: int, seed: int) -> None:
        import torch

        start = torch.randn(pieces, dimension, generator=torch.Generator().manual_seed(seed))
        self.rows: NDArray[np.float32] = (start * 0.1).numpy()
        self._mean = np.zeros_like(self.rows)
        self._square = np.zeros_like(self.rows)
        self._seen = np.zeros((pieces, 1), dtype=np.float32)

    def embed(
        self, tokens: NDArray[np.int32], owner: NDArray[np.int64], texts: int
    ) -> tuple[torch.Tensor, csr_matrix, NDArray[np.int32]]:
        """Sum the vectors of each text's tokens; sums and means point the same way.

        :param owner: for each token the text it belongs to, from 0 to `texts` - 1
        :returns: (texts, dimension) that gathers a gradient, the counts behind it, the tokens that occur
        """
        import torch

        present, column = np.unique(tokens, return_inverse=True)
        ones = np.ones(len(tokens), dtype=np.float32)
        counts = csr_matrix((ones, (owner, column)), shape=(texts, len(present)))
        return torch.from_numpy(counts @ self.rows[present]).requires_grad_(True), counts, present

    def move(
        self, gradient: torch.Tensor, counts: csr_matrix, present: NDArray[np.int32], rate: float
    ) -> None:
        """Take one step of Adam from the gradient of the sums that `embed` gave."""
        slope = counts.T.tocsr() @ gradient.numpy()
        self._seen[present] += 1
        steps = self._seen[present]
        mean = self._mean[present] * _SLOW + slope * (1 - _SLOW)
        square = self._square[present] * _FAST + slope * slope * (1 - _FAST)
        self._mean[present], self._square[present] = mean, square
        size = np.sqrt(square / (1 - _FAST**steps)) + 1e-8
        self.rows[present] -= rate * (mean / (1 - _SLOW**steps)) / size
