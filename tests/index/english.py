"""English debunks of our own writing: claims, reworded messages, and talk in their words that claims none."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.debunk import Debunk, Verdict


@dataclass(frozen=True, slots=True)
class Check:
    """A made-up debunk with messages that it answers."""

    name: str
    claim: str
    summary: str
    close: tuple[str, str]
    """Messages in nearly the same words."""
    reworded: tuple[str, str]
    """Messages in other words."""


CHECKS = (
    Check(
        "autism",
        "Vaccines cause autism in children",
        "Large studies found no link between vaccination and autism.",
        ("Do vaccines cause autism?", "They say that the vaccine causes autism in a child. Is it true?"),
        (
            "My neighbour's kid became autistic after being vaccinated, so the shots are to blame",
            "Is there a link between childhood vaccination and autism?",
        ),
    ),
    Check(
        "5g",
        "5G towers spread the coronavirus",
        "Radio waves cannot carry a virus, and the virus spread where there is no 5G.",
        ("Are 5G towers spreading coronavirus?", "FORWARDED: a 5g tower spreads corona virus!! share this"),
        (
            "People are getting covid because of the 5G antennas they put up last month",
            "Does 5G radiation transmit the virus?",
        ),
    ),
    Check(
        "lemon",
        "Hot lemon water kills cancer cells",
        "No study shows that lemon water treats cancer in people.",
        (
            "Does hot lemon water kill cancer cells?",
            "Good morning! Drink hot lemon water, it kills cancer cell",
        ),
        (
            "A doctor says drinking warm water with lemon slices can cure tumours",
            "Can a lemon drink treat cancer?",
        ),
    ),
    Check(
        "onion",
        "Sliced onions in your socks draw toxins out of the body overnight",
        "Onions on the feet remove nothing; liver and kidneys do that work.",
        (
            "Putting sliced onion in socks overnight draws toxins out of your body",
            "do onions in socks really draw out toxins",
        ),
        (
            "Sleep with cut onion under your feet and it will detox you by morning",
            "My aunt wears onion slices on her feet at night to get rid of poison",
        ),
    ),
    Check(
        "pin",
        "Entering your PIN backwards at a cash machine calls the police",
        "No bank has such a function.",
        (
            "If you enter your PIN backwards at the cash machine the police are called",
            "Does entering a PIN backward at cash machines call police?",
        ),
        (
            "Being robbed at an ATM? Type the PIN in reverse order and officers will be alerted",
            "reverse pin code at the ATM alerts the police",
        ),
    ),
    Check(
        "microwave",
        "Microwave ovens destroy all nutrients in food",
        "Microwaving keeps about as much of the vitamins as other cooking, often more.",
        (
            "A microwave oven destroys all the nutrients in foods",
            "do microwave ovens destroy nutrients in food?",
        ),
        (
            "Heating meals in the microwave kills every vitamin",
            "Is microwaved food without any nutrition left?",
        ),
    ),
    Check(
        "whatsapp",
        "WhatsApp will start charging users a monthly fee from Saturday",
        "The company has announced no such fee.",
        (
            "From Saturday WhatsApp starts charging a monthly fee to its users. Send this to 10 friends",
            "will whatsapp be charging users monthly fees from saturday",
        ),
        (
            "WhatsApp is going to cost money soon, forward this to stay free",
            "Do we have to pay for WhatsApp every month now?",
        ),
    ),
    Check(
        "moon",
        "The moon landing was filmed in a studio in Nevada",
        "Rock samples and tracking by other countries prove the landing.",
        (
            "Was the moon landing filmed in a Nevada studio?",
            "Moon landings were filmed in a studio, in Nevada",
        ),
        (
            "Nobody ever walked on the moon, it was all shot on a film set",
            "Astronauts on the moon were fake, the footage is from a desert studio",
        ),
    ),
    Check(
        "garlic",
        "Eating raw garlic prevents infection with the new virus",
        "Garlic is healthy food, but nothing shows that it protects from this virus.",
        (
            "Does eating raw garlic prevent infections with the new virus?",
            "eat raw garlic, it prevents infection",
        ),
        ("A clove of garlic every day keeps the virus away", "Garlic protects us from getting infected"),
    ),
    Check(
        "bleach",
        "Gargling with bleach disinfects the throat",
        "Bleach burns the throat and can kill.",
        ("gargling bleach will disinfect your throat", "Is gargling with bleach disinfecting the throat?"),
        ("Rinse your mouth with bleach to kill germs in it", "People gargle bleach to get rid of bacteria"),
    ),
    Check(
        "shark",
        "A shark swam on a flooded motorway in Houston",
        "The picture is a montage that turns up after every flood.",
        (
            "Shark swimming on flooded motorways in Houston",
            "Did a shark swim on the flooded motorway in Houston?",
        ),
        (
            "Look at this photo of a shark in the streets after the hurricane in Houston",
            "There is a shark on the highway in Houston because of the flood",
        ),
    ),
    Check(
        "phone",
        "Charging a phone overnight makes its battery explode",
        "Phones stop charging when they are full; explosions come from damaged batteries.",
        (
            "charging your phones overnight makes batteries explode",
            "Does charging the phone overnight make its battery explode?",
        ),
        (
            "Don't leave your mobile plugged in while you sleep, it can blow up",
            "Can a smartphone that is plugged in all night explode?",
        ),
    ),
    Check(
        "banana",
        "Bananas with brown spots contain a substance that destroys tumours",
        "The study was about mice that were injected with it, not about eating bananas.",
        (
            "A banana with brown spots contains a tumour destroying substance",
            "do spotted bananas destroy tumours?",
        ),
        (
            "Ripe bananas fight cancer, the more dark patches the better",
            "Overripe bananas have an anti-cancer agent",
        ),
    ),
    Check(
        "coin",
        "A coin placed on a frozen cup shows whether the freezer thawed while you were away",
        "It works as a rough sign of thawing, as food agencies confirm.",
        (
            "Place a coin on a frozen cup of water to show whether your freezer thawed while away",
            "does the coin on frozen cup show if a freezer has thawed",
        ),
        (
            "Put a quarter on a mug of ice before evacuating so you know if the power went out",
            "The coin trick in the freezer tells you if food is still safe after a blackout",
        ),
    ),
    Check(
        "tea",
        "Drinking tea with milk causes kidney stones",
        "There is no evidence; milk even binds the oxalate of tea.",
        ("Does drinking tea with milk cause kidney stones?", "Tea with milk causes a kidney stone"),
        (
            "Milk tea gives you stones in the kidneys",
            "I stopped putting milk in my tea because of kidney stones",
        ),
    ),
    Check(
        "kidnap",
        "Gangs in white vans are kidnapping children near schools in Ashford",
        "The police know of no such case.",
        (
            "White van gangs kidnap children near the schools in Ashford!",
            "Is there a gang with a white van kidnapping children near a school in Ashford?",
        ),
        (
            "Parents in Ashford beware, men in a white van try to snatch kids outside schools",
            "Someone told me kids are being taken by a white van in Ashford",
        ),
    ),
    Check(
        "salt",
        "Adding salt makes water boil much faster",
        "Salt raises the boiling point a little and shortens nothing.",
        ("Does adding salt make water boil faster?", "Add salt and the water boils much faster"),
        ("Salted water comes to the boil sooner", "Put salt in the pot to save time when boiling water"),
    ),
    Check(
        "mosquito",
        "Taking vitamin B keeps mosquitoes from biting",
        "Tests found no effect of vitamin B on mosquito bites.",
        ("Taking vitamin B keeps a mosquito from biting you", "does vitamin b keep mosquitoes from biting"),
        ("Mosquitoes hate people who take B vitamins", "Swallow vitamin B tablets as mosquito repellent"),
    ),
    Check(
        "seat",
        "Children in the back seat need no seat belt",
        "The law demands a belt on every seat, and unbelted children die more often.",
        ("Do children in back seats need a seat belt?", "children in the back seat don't need seat belts"),
        ("Kids can ride without a belt as long as they sit behind", "No belt required in the rear for kids"),
    ),
    Check(
        "cold",
        "Going out with wet hair gives you a cold",
        "Colds come from viruses, not from wet hair.",
        ("Does going out with wet hair give you colds?", "go out with wet hair and it gives you a cold"),
        ("Dry your hair before you leave the house or you will get sick", "Wet hair in winter makes you ill"),
    ),
    Check(
        "sugar",
        "Sugar makes children hyperactive",
        "Blinded trials found no difference in behaviour.",
        ("Does sugar make a child hyperactive?", "sugar is making children hyperactive"),
        ("Kids go wild after sweets", "My son bounces off the walls when he eats candy, is it the sugar?"),
    ),
    Check(
        "brain",
        "Humans use only ten percent of their brain",
        "Scans show that all of the brain is used.",
        ("Do humans only use ten percent of the brain?", "A human uses only 10 percent of his brains"),
        ("Ninety percent of our brain lies idle", "We leave most of our brain capacity unused"),
    ),
    Check(
        "toothpaste",
        "The colour mark on a toothpaste tube tells what it is made of",
        "The mark is for the packaging machine.",
        (
            "Colour marks on toothpaste tubes tell what they are made of",
            "does the color mark on the toothpaste tube tell what it is made of",
        ),
        (
            "A black bar at the end of the tube means the toothpaste is all chemicals",
            "Green square on toothpaste means natural ingredients, black means chemicals",
        ),
    ),
    Check(
        "lightning",
        "Lightning never strikes the same place twice",
        "Tall towers are struck dozens of times a year.",
        ("Does lightning strike the same place twice?", "lightning never strikes twice in the same place"),
        ("A tree that was hit by lightning is the safest place now", "Lightning won't hit a spot again"),
    ),
)

TALK = (
    "Good morning everyone, have a nice day",
    "When is the next train to Ashford?",
    "My phone battery is low, call you later",
    "Can somebody recommend a good microwave?",
    "The school in Ashford is looking for a new teacher",
    "We had garlic bread and tea for dinner",
    "What time do the children come home from school?",
    "Thank you so much for the lovely bananas",
    "Houston won the game last night",
    "I need to charge my phone, is there a socket?",
    "The moon is beautiful tonight",
    "How much is the monthly fee of the gym?",
    "Please buy lemons, salt and milk on your way home",
    "The police closed the motorway because of an accident",
    "Which vaccines does my child need before school starts?",
    "I have a cold and stay in bed today",
    "Is it true?",
    "How do I change the PIN of my card?",
    "The water in the pot is boiling, come and eat",
    "A mosquito bit me last night",
    "My hair is still wet, give me ten minutes",
    "The dentist told me to use another toothpaste",
    "There was a lot of lightning yesterday evening",
    "She studies the human brain at university",
    "I can't open WhatsApp on my computer, what shall I do?",
)
"""Everyday lines with the words of claims; no debunk answers them."""


def english_debunks() -> list[Debunk]:
    """The checks as debunks with made-up addresses."""
    return [
        Debunk(
            id=check.name,
            claim=check.claim,
            verdict=Verdict.FALSE,
            summary=check.summary,
            url=f"https://example.org/english/{check.name}",
            publisher="Example",
            lang="en",
        )
        for check in CHECKS
    ]
