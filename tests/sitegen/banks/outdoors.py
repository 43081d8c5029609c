"""Fields foreign to a revenue library: crabbing, pools and bees."""

from __future__ import annotations

from tests.sitegen.banks.base import Domain, words

CRABBING = Domain(
    key="crabbing",
    category="crabbing",
    tags=("crab",),
    foreign=True,
    topics=words(
        "crab pot placement; bait storage; dock crabbing; hand-line crabbing; crab steaming;"
        "soft-shell season;"
        "tide reading; trap repair; crab measuring; winter crabbing"
    ),
    actors=words(
        "the deckhand; a dock fisher; the bait shop owner; a tide watcher; the harbour warden;"
        "a weekend crabber;"
        "the pot puller; an old waterman; the boat owner"
    ),
    teams=words("crabbers; deckhands; wardens; watermen; children on the pier; kayak anglers; bait sellers"),
    adjectives=words(
        "oily; baited; barnacled; undersized; brackish; slack; muddy; wire; collapsible; salted; frozen"
    ),
    nouns=words(
        "crab pot; bait bag; tide chart; ring net; float line; hand line; escape ring; crab gauge; cooler;"
        "mooring;"
        "chicken neck; pier light; steaming basket; sorting box"
    ),
    plurals=words(
        "blue crabs; soft shells; egg-bearing females; chicken necks; fish heads; pots; claws; mudflats;"
        "oyster beds;"
        "tangled lines; keepers; seagrass beds; gulls"
    ),
    metrics=words(
        "catch per pot; soak time; water temperature; salinity; keeper rate; bait cost per trip; shell width"
    ),
    actions=words(
        "rebait the pots at slack tide; measure each crab across the points; rinse the cooler with seawater;"
        "lower the ring net beside the pilings; release females with eggs; mark the buoy with a name;"
        "freeze fish heads for the next trip; check the line every quarter hour;"
        "move the pots to deeper water;"
        "steam the catch the same evening; patch the wire with zip ties; watch the moon for spring tides"
    ),
    troubles=words(
        "eels steal the bait; the float line wraps around a propeller;"
        "warm rain drives crabs into the channel;"
        "an undersized crab goes into the cooler; the ice melts before noon; a seal opens the trap;"
        "the tide runs too hard to hold bottom"
    ),
    tools=words("the Skipjack trap; a Tidepal chart; the Marlow ring net; a Pilot Bay gauge"),
    titles=words(
        "Where is {topic} at its best around {place}?; What bait suits {topic} near {place}?;"
        "How do beginners start with {topic} at {place}?; 5 rules of {topic} on {place}"
    ),
)

POOLS = Domain(
    key="pools",
    category="pool-service",
    tags=("pool-care",),
    foreign=True,
    topics=words(
        "pool opening; filter backwashing; chlorine dosing; algae removal; pool heating; leak finding;"
        "tile cleaning;"
        "winter covering; salt cell care; pump sizing"
    ),
    actors=words(
        "the pool technician; a route driver; the homeowner; a lifeguard; the chemical supplier;"
        "a swim coach;"
        "the plasterer; an apprentice; the hotel gardener"
    ),
    teams=words(
        "pool technicians; homeowners; swimmers; plasterers; lifeguards; hotel guests; route drivers"
    ),
    adjectives=words(
        "cloudy; green; heated; salt-water; cracked; vinyl; scaled; shaded; kidney-shaped; drained;"
        "chlorinated"
    ),
    nouns=words(
        "skimmer basket; sand filter; test strip; pump lid; pool cover; heater; salt cell; drain grate;"
        "diving board;"
        "vacuum hose; tile line; return jet; chlorine feeder; overflow gutter"
    ),
    plurals=words(
        "algae blooms; test strips; pump seals; leaves; chlorine tablets; filter cartridges; tile stains;"
        "air bubbles;"
        "calcium flakes; pool toys; skimmer socks; hairline cracks"
    ),
    metrics=words(
        "free chlorine; pH level; total alkalinity; filter pressure; water hardness; pump run time;water loss"
    ),
    actions=words(
        "brush the walls before vacuuming; test the water twice a week; empty the skimmer basket;"
        "backwash the sand filter; lower the alkalinity with acid; grease the pump seal;"
        "cover the pool in October;"
        "shock the water after a storm; replace the cartridge each season; inspect the heater for scale;"
        "drain a third of the water; scrub the tile line with soda"
    ),
    troubles=words(
        "the water turns green overnight; the pump sucks air; chlorine burns off in the sun;"
        "a storm fills the basin with leaves; the heater trips at dawn; the liner wrinkles near the steps;"
        "swimmers complain of red eyes"
    ),
    tools=words("the Aquador tester; a Bluefin robot; the Clearbay pump; a Sunlid cover"),
    titles=words(
        "How much does {topic} cost in {place}?; How do you start with {topic} in {place}?;"
        "When is {topic} due for homes in {place}?; 4 mistakes in {topic} around {place}"
    ),
)

BEES = Domain(
    key="bees",
    category="orchard",
    tags=("beekeeping", "fruit-trees"),
    foreign=True,
    topics=words(
        "hive inspection; swarm catching; apple grafting; orchard pollination; honey extraction;"
        "varroa treatment;"
        "winter feeding; pear pruning; queen rearing; frost protection"
    ),
    actors=words(
        "the beekeeper; an orchard hand; the queen; a hobby grower; the cider maker; the hive inspector;"
        "a neighbour with a ladder; the grafter; the market stallholder"
    ),
    teams=words("worker bees; drones; beekeepers; fruit pickers; cider makers; foragers; growers"),
    adjectives=words(
        "blossoming; capped; grafted; smoky; wild; drowsy; sunlit; frost-bitten; ripe; waxy; overwintered"
    ),
    nouns=words(
        "brood frame; smoker; honey super; entrance block; rootstock; pruning saw; nectar flow; swarm box;"
        "hive tool;"
        "apple tree; bee veil; extractor; windbreak; feeding jar"
    ),
    plurals=words(
        "brood frames; blossoms; varroa mites; queen cells; windfalls; pear buds; wax moths; honey jars;"
        "grafts;"
        "water shoots; drones; mouse guards; pollen baskets"
    ),
    metrics=words(
        "mite count; honey yield; brood area; blossom date; moisture content; fruit set; colony weight"
    ),
    actions=words(
        "smoke the entrance before lifting the lid; count mites on the board; feed syrup in early autumn;"
        "prune the pear in frost-free weather; graft the scion onto hardy rootstock;"
        "clip the swarm from the branch;"
        "spin the honey while it is warm; paint the queen with a dot; shade the hive in July;"
        "thin the fruit after June drop; mow under the trees; wrap young trunks against hares"
    ),
    troubles=words(
        "a late frost browns the blossom; the colony swarms at noon; wasps rob the weakest hive;"
        "honey sets in the comb; the queen stops laying; hares strip the bark; canker spreads along a branch"
    ),
    tools=words("the Meadow smoker; a Hawthorn hive; the Appleton saw; a Clover extractor"),
    titles=words(
        "What does {topic} need near {place}?; How do you learn {topic} in {place}?;"
        "Which week is right for {topic} around {place}?; 6 notes on {topic} from {place}"
    ),
)
