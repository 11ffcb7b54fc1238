"""What values are drawn from: one pool for development, another for what is held back."""

from __future__ import annotations

WORD_NAMES = (
    ["Grace", "Mark", "Hope", "Will", "Rose", "Frank", "Penny", "Dawn", "Jack", "Hunter"],
    ["Chase", "Faith", "Ivy", "Rich", "Sky", "Art", "Joy", "Summer", "Max", "Violet", "Miles", "Pat"],
)
COMMON = (
    ["Target", "Ramp", "Stripe", "Square", "Box", "Shell", "Orange", "Gap", "Notion", "Linear"],
    ["Meta", "Block", "Boots", "Next", "Coach", "Plaid", "Buffer", "Oscar", "Visa", "Slack", "Snap", "Brave"],
)
FIRSTS = (
    (
        "Granite Harbour Northern Copper Silver Maple Juniper Falcon Riverside Summit Cobalt Anchor "
        "Meadow Lantern Orchard Beacon Willow Ember Aurora"
    ).split(),
    (
        "Tidal Saffron Quarry Heron Thistle Obsidian Cinder Marigold Drift Foxglove Hollow Basalt Pelican "
        "Sable Cedar Verdant Nimbus Larkspur"
    ).split(),
)
SECONDS = (
    "Peak Lane Bridge Stone Field Point Gate Leaf Bay Grove Works Street Line Light".split(),
    "Marsh Fold Mill Cross Haven Spire Reach Wick Crown Loom Acre Shore Vale".split(),
)
HEADS = (
    (
        "Foods Logistics Hospital Software Studio Academy Robotics Bank Hotel Media Dental Roofing "
        "Analytics Partners Energy Games School Clinic"
    ).split(),
    (
        "Freight Biotech Bakery Insurance Systems Primary Airways Press Labs Council Solicitors Motors "
        "Aquarium Farms Builders College Trust Care"
    ).split(),
)
CITIES = (
    (
        "Leeds,Toledo,Bristol,Austin,Pune,Lagos,Hamburg,Lyon,Seville,Turin,Kraków,Utrecht,Malmö,"
        "Recife,Guadalajara,Izmir,Da Nang,Perth,Calgary,Cork,Boise,Ibadan,Chennai,Leipzig,Nantes,"
        "Tucson,Sunderland,Fort Wayne,San Antonio,Milton Keynes"
    ).split(","),
    (
        "Zagreb,Cluj,Debrecen,Tampere,Brno,Kaunas,Durban,Abeokuta,Surabaya,Aarhus,Nakuru,Rosario,"
        "Galway,Tartu,Enugu,Kumasi,Spokane,Dundee,Halifax,Dunedin,Sendai,Busan,Kaohsiung,Cebu,"
        "Des Moines,Baton Rouge,Hebden Bridge,Port Harcourt,Wolverhampton,Chattanooga,Tempe,Bath,"
        "Reading"
    ).split(","),
)
EMPLOYERS = (
    [
        "Deloitte",
        "Tesco",
        "Infosys",
        "Siemens",
        "Amazon",
        "Walmart",
        "Capgemini",
        "Lidl",
        "Wipro",
        "Marriott",
        "Bosch",
        "Starbucks",
    ],
    [
        "Accenture",
        "Aldi",
        "Cognizant",
        "Philips",
        "Costco",
        "Hilton",
        "Vodafone",
        "Jumia",
        "Grab",
        "Carrefour",
        "DHL",
        "Rewe",
        "Zomato",
    ],
)
SCHOOLS = (
    [
        "University of Leeds",
        "Universidad de Sevilla",
        "TU Delft",
        "Anna University",
        "UNILAG",
        "Ohio State University",
        "King's College London",
        "Lakeview Community College",
    ],
    [
        "University of Zagreb",
        "Universitas Airlangga",
        "KNUST",
        "Masaryk University",
        "Universidad Nacional de Rosario",
        "Trinity College Dublin",
        "Aalto University",
        "Red Rocks Community College",
    ],
)
