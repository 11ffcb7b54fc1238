"""The words around a name that give it away."""

from __future__ import annotations

TITLES = frozenset(
    "mr mrs ms miss mx dr doctor prof professor sir dame lady lord madam madame mme mlle monsieur mister rev reverend pastor father imam rabbi "
    "chef coach capt captain cpt sgt sergeant lt lieutenant officer inspector constable nurse sister matron principal dean judge justice herr frau "
    "senor senora senorita don dona sr sra srta dra uncle auntie aunt ustad sheikh shri smt oga alhaji alhaja chief engr barr arch mama papa tio tia "
    "headmaster headmistress superintendent commissioner ambassador senator councillor cllr deacon maestro sensei sifu guru pan pani hajji hadji "
    "mwalimu kuya ate tita tito pak bu ibu bapak encik cik puan datuk dato khun ajarn mam maam ma'am bhai didi".split()
)
WEAK_TITLES = frozenset(
    "miss doctor lady lord father sister chef coach captain officer inspector nurse principal dean judge justice don sir uncle aunt chief mama papa "
    "pan arch constable matron commissioner don sr professor ate bu brother mister superintendent guru mam general major justice".split()
)
"""Titles that are also ordinary words: an unknown word, a name or a capital has to follow."""
SUFFIX_TITLES = frozenset(
    "san sensei ji mam maam madam sir bhai bhaiya didi anna akka hanim bey abi abla ssi nim kun chan hoca tai garu".split()
)

_INTERVIEWER = "interviewer panelist panellist examiner assessor evaluator invigilator interviewers panel observer proctor"
_RECRUITER = "recruiter recruiters recruiting recruitment hr talent headhunter sourcer ta people recruter"
_MANAGER = (
    "manager boss supervisor lead head foreman forewoman director ceo cto cfo coo cio cpo vp president chair chairman chairwoman chairperson founder cofounder owner "
    "partner principal dean headteacher deputy chief gaffer guvnor superintendent matron captain chef curator editor publisher producer commander "
    "qs pm md gm hm em tl proprietor landlord landlady charge officer controller dispatcher postmaster warden leader executive"
)
_COLLEAGUE = (
    "colleague coworker engineer developer dev designer accountant secretary receptionist assistant nurse doctor surgeon trainer instructor teacher "
    "professor advisor adviser mentor rep agent consultant coordinator admin analyst architect associate attorney lawyer paralegal clerk scientist "
    "postdoc researcher technician tech mechanic electrician plumber driver pilot barista bartender waiter waitress server cook baker sous intern "
    "apprentice junior senior operator planner buyer salesman guy girl lad lass fella bloke dude chap woman man lady gentleman somebody someone "
    "kid client customer student pupil patient member volunteer housekeeper porter cashier therapist pharmacist counselor counsellor adviser staff "
    "nanny carer caretaker janitor guard handler skipper bosun mate host hostess person twin twins offsider neighbour neighbor candidate guest"
)
_FRIEND = "friend buddy pal mate flatmate roommate classmate bestie neighbour neighbor gf bf girlfriend boyfriend mentor ex batchmate"
_FAMILY = (
    "wife husband brother sister son daughter mum mom dad father mother cousin nephew niece uncle aunt auntie grandma grandmother grandfather grandpa "
    "granny nan partner fiance fiancee spouse baby toddler parents family twins twin inlaw godmother godfather hubby"
)
_PET = "dog cat puppy kitten horse hamster parrot otter rabbit pony greyhound labrador terrier spaniel"

ROLES: dict[str, str] = {}
for _words, _label in (
    (_COLLEAGUE, "colleague"),
    (_MANAGER, "manager"),
    (_FRIEND, "friend"),
    (_FAMILY, "relative"),
    (_PET, "pet"),
    (_RECRUITER, "recruiter"),
    (_INTERVIEWER, "interviewer"),
):
    ROLES.update(dict.fromkeys(_words.split(), _label))

SPEAKS = frozenset(
    "said says told tells asked asks wrote writes replied replies mentioned explained explains reckons reckoned insisted insists admitted admits "
    "apologised apologized ghosted whispered shouted yelled laughed laughs smiled smiles smirked nodded nods frowned winced sighed sighs grinned "
    "texted emailed mailed phoned rang messaged dm'd dmed pinged interrupted interrupts grilled agreed agrees disagreed promised promises suggested "
    "suggests warned thanked introduced greeted welcomed interviewed replied answered joked whistled shrugged confirmed announced claimed claims wondered "
    "blinked yawned scribbled cried cries hugged congratulated reassured emphasised swore swears rejected hates hated wants wanted thinks thought knows "
    "knew likes liked loves loved decided met took takes gave gives showed shows sent sends offered offers called calls kept keeps walked walks came comes went goes "
    "seemed seems looked looks stood sat sits left leaves joined joins ran runs handled led leads watched watches observes observed hired fired "
    "typed types spoke speaks talks talked wore wears stared stares listened listens helped helps works worked studies teaches teach taught "
    "got gets made makes put puts drove drives brought brings signed tried tries finds found noticed notices reads read checked checks "
    "circled grabbed pointed points poured rolled leaned paused pauses cut opened closed ended started began continued stayed recommended referred "
    "confessed corrected gestured hung hands handed stopped stops picked picks pulled pushed used needs needed remembers remembered feels felt has had is was ate eats played plays played did does chaired chairs edits rode rides won wins got gave goes held holds chose chooses cracked grilled eats sang sings drew draws dug flew flies hit hits heard hears learned learns laid lays let lets lent lost loses meant means paid pays rose ran runs shook shakes shot slept sleeps spent spends stole swam threw throws understood woke won bought built caught fell fought dialed dialled knows owns".split()
)
SAYS = frozenset(
    "said says told tells asked asks wrote replied replies mentioned explained explains reckons reckoned insisted admitted texted emailed phoned rang "
    "messaged smiled laughed laughs nodded frowned winced sighed grinned interviewed interrupted thanked whispered shrugged confirmed dmed pinged wants wanted thinks "
    "knew loved liked agreed apologised apologized promised warned joked hates loves hated goes".split()
)
NAMERS = frozenset(["named", "called", "nicknamed", "aka"])
GREETINGS = frozenset(
    "hi hello hey dear thanks thank congrats congratulations cheers bless regards sincerely shoutout hiya dearest".split()
)
WITH = frozenset(
    "with by from met to and or w for versus vs via cc ask asked told thanked emailed texted messaged called rang against & about ping pinged tell email knew know named called meeting meet".split()
)
PEOPLE = frozenset(
    "with by met and w thank thanks cc asked told thanked emailed texted messaged met ping pinged tell meeting meet & plus".split()
)

TOWARDS = frozenset(
    "talk talked talking speak spoke spoken speaking said wrote introduced listened thanks reported reporting report sent gave shout waved lost married according handed passed".split()
)
CITY_WORDS = frozenset(
    "cork reading bath mobile nice hull deal tempe split essen bergen lima perth darwin wells rugby sandwich derby lincoln orange phoenix surrey jersey "
    "buffalo billings flint aurora mesa modesto troy salem turkey chad jordan georgia china cologne munster tours angers como bologna crewe barking "
    "worthing poole hove corby ely rye battle sale bury barrow truro york lancaster stirling wick nelson napier hastings toledo lodi davis madison jackson "
    "columbus cleveland independence eugene bend surprise reno boulder pueblo laredo frisco irving plano garland victoria regina hamilton london kingston "
    "waterloo windsor delta kent essex devon norfolk suffolk brest lens metz nantes tula tver goa pune salt surat sitka homer cuba male mali niger togo "
    "chile peru panama guinea tonga lagos jos ho wa accra tema".split()
)
MONTHS_AND_DAYS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday "
    "wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun".split()
)
IN = frozenset(
    "in near outside around to from at downtown central greater inner north south east west via towards toward around nr".split()
)
PLACE_BEFORE = frozenset(
    "in near outside around downtown nr towards toward relocate relocating relocation based".split()
)
MOVES = frozenset(
    "moved move moving relocate relocated relocating live living lives lived commute commuted commuting flew fly flying drove travelled traveled based "
    "born raised grew office bus train flight settle settled stationed posted arrived come came from originally hybrid remote located "
    "site plant branch campus location where city town village near outside".split()
)
AT_COMPANY = frozenset("at for joined joining ex formerly left leaving quit with of from by".split())
WORK = frozenset(
    "work worked working works job jobs interview interviewed interviewing role position offer applied applying apply application rejection rejected onsite "
    "review portfolio chat round rounds review portfolio chat round rounds audition board panel practical assessment staged staging test exam demo superday superdays placement campus visit quota worked rang screen call internship contract employed employer hired joined intern trial shift consultant recruiter clients client laid current previous former currently previously".split()
)
COMPANY_HEADS = frozenset(
    "inc ltd limited llc llp plc gmbh ag corp corporation co company group holdings holding partners associates solicitors chambers consulting consultants consultancy "
    "advisory capital ventures bank insurance assurance credit finance financial investments securities systems technologies technology tech software solutions "
    "labs lab studio studios games interactive media press publishing productions pictures films records robotics analytics digital networks telecom mobile energy power "
    "solar wind oil gas petroleum mining steel plastics chemicals materials pharma pharmaceuticals pharmaceutical biotech biosciences therapeutics diagnostics medical "
    "hospital clinic surgery dental hospice pharmacy healthcare health care logistics freight haulage transport trucking shipping airways airlines aviation motors automotive "
    "engineering builders construction roofing plumbing electrical electric contractors architects architecture design designs interiors furniture foods food farms farm dairy "
    "bakery brewery brewing distillery winery vineyard vineyards cafe coffee bistro brasserie restaurant kitchen grill diner tavern bar pub inn hotel hotels resort resorts spa "
    "salon cosmetics beauty fashion apparel clothing boutique stores store supermarket market markets retail wholesale trading traders imports exports textiles outfitters jewellers jewelers "
    "fitness gym sports club theatre theater museum gallery library archive archives zoo aquarium observatory institute institut instituto foundation trust charity society association council authority "
    "agency ministry department commission borough county district township municipality police constabulary college university school academy nursery kindergarten preschool primary "
    "secondary elementary isd publishers security cyber infotech informatics services service staffing recruitment talent industries manufacturing works foundry mills packaging "
    "logistik handel sarl sas spa srl sa nv bv oy ab kk pvt pty bhd sdn infosystems travel tours cruises lines airport seguros banco hospitality catering cooperative cloud data "
    "credit union realty properties estates housing homes home apparel optics opticians semiconductors aerospace defence defense marine yachts shipyard rail railways news times post herald gazette "
    "tribune radio television tv broadcasting entertainment animation toys bikes cycles garage tyres auto autos nurseries gardens landscaping veterinary vets kennels clinica colegio escuela instituto universidad".split()
)
SCHOOL_HEADS = frozenset(
    "university college school institute academy universidad universitat universite universidade uni polytechnic polytechnique hochschule conservatory seminary gymnasium lycee colegio instituto iit nit".split()
)
HEAD_OF = frozenset(
    "university ministry department college institute school city town county borough bank faculty academy council universidad universidade universitat universite hospital museum diocese state government embassy consulate village port".split()
)
STUDIED = frozenset(
    "studied study studying graduated graduate graduating degree bsc msc phd ba ma mba bachelor bachelors master masters diploma thesis alumni alumnus alumna alma "
    "undergrad undergraduate postgrad doctorate student students studies dissertation bootcamp llb beng meng btech mtech dropped class transcript gpa honours honors".split()
)
PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ten ter bin bint ibn ben abu al el ul ur af av zu st mac mc o y e op 't san".split()
)
NOT_AFTER = frozenset(
    "a an the this that these those every each some any no my your his her our their its first last next one two three more most very so too".split()
)
STOP = frozenset(
    "a an the and or but nor so yet if of in on at to for from by with as is was are were be been being am it its this that these those there here i you he she we they me him us them my your his her our their mine who whom "
    "whose what which when where why how not no yes do does did done doing have has had having will would can could shall should may might must then than too very just only also still even ever never always often again once "
    "all any both each few more most other some such same own up down out off over under into onto about after before between through during without within because while until since against per via one two three four five "
    "six seven eight nine ten first second third last next new old good bad great now today tomorrow yesterday get got go goes went come came said says say im ive id ill dont didnt cant wont isnt wasnt doesnt couldnt wouldnt "
    "its hes shes theyre thats whats heres theres wheres whos lets im ive id ill youre youve youd youll weve wed theyve theyd theyll hed shed itd itll hadnt havent hasnt arent werent shouldnt aint yall everyones someones noone like u ur r n w bc cuz coz tho thru pls lol ok okay yeah nah oh ah well maybe perhaps really quite back away home work job time day week month year thing things people someone something anything nothing everything "
    "everyone nobody anyone lot bit much many little way long big small".split()
)
