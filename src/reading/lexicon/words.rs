//! The lists of the lexicon. English; written for news about attacks, from general knowledge of the language.

use super::classes::Is;

/// Words without a value, by class.
pub const PLAIN: &[(Is, &str)] = &[
    (
        Is::SAY,
        "say says said saying tell tells told telling add adds added adding state states stated stating claim claims
        claimed claiming argue argues argued arguing insist insists insisted insisting note notes noted noting explain
        explains explained explaining announce announces announced announcing declare declares declared declaring
        warn warns warned warning write writes wrote written writing tweet tweets tweeted tweeting reply replies replied
        replying respond responds responded responding answer answers answered answering ask asks asked asking
        recall recalls recalled recalling continue continues continued continuing conclude concludes concluded concluding
        report reports reported reporting acknowledge acknowledges acknowledged acknowledging admit admits admitted
        admitting confirm confirms confirmed confirming deny denies denied denying complain complains complained
        complaining suggest suggests suggested suggesting contend contends contended contending assert asserts asserted
        asserting maintain maintains maintained maintaining observe observes observed observing remark remarks remarked
        remarking promise promises promised promising vow vows vowed vowing pledge pledges pledged pledging
        shout shouts shouted shouting yell yells yelled yelling joke jokes joked joking quip quips quipped quipping
        whisper whispers whispered whispering exclaim exclaims exclaimed exclaiming concede concedes conceded conceding
        predict predicts predicted predicting describe describes described describing call calls called calling
        blast blasts blasted blasting slam slams slammed slamming mock mocks mocked mocking praise praises praised
        praising criticize criticizes criticized criticizing criticise criticises criticised criticising condemn condemns
        condemned condemning denounce denounces denounced denouncing accuse accuses accused accusing urge urges urged
        urging plead pleads pleaded pleading demand demands demanded demanding emphasize emphasizes emphasized
        emphasizing emphasise emphasises emphasised emphasising stress stresses stressed stressing reiterate reiterates
        reiterated reiterating repeat repeats repeated repeating lament laments lamented lamenting muse muses mused musing
        wonder wonders wondered wondering testify testifies testified testifying reveal reveals revealed revealing
        disclose discloses disclosed disclosing cite cites cited citing quote quotes quoted quoting caution cautions
        cautioned cautioning counter counters countered countering retort retorts retorted retorting boast boasts boasted
        boasting brag brags bragged bragging protest protests protested protesting assure assures assured assuring
        think thinks thought thinking believe believes believed believing hope hopes hoped hoping fear fears feared
        agree agrees agreed agreeing interject interjects interjected interrupt interrupts interrupted interrupting
        proclaim proclaims proclaimed proclaiming propose proposes proposed proposing recount recounts recounted
        recounting rant rants ranted ranting scoff scoffs scoffed scoffing sneer sneers sneered snap snaps snapped
        tout touts touted touting decry decries decried decrying deem deems deemed deeming dub dubs dubbed dubbing
        rail rails railed railing chant chants chanted chanting cry cries cried crying beg begs begged begging
        post posts posted posting blog blogs blogged read reads reading comment comments commented commenting
        speculate speculates speculated speculating opine opines opined charge charges charged charging allege alleges
        alleged alleging attest attests attested attesting certify certifies chide chides chided chime chimes chimed
        dismiss dismisses dismissed dismissing elaborate elaborates elaborated elaborating express expresses expressed
        expressing highlight highlights highlighted highlighting imply implies implied implying indicate indicates
        indicated indicating inform informs informed informing inquire inquires inquired label labels labeled labeling
        labelled labelling liken likens likened likening mention mentions mentioned mentioning mutter mutters muttered
        object objects objected objecting offer offers offered offering point points pointed pointing
        pronounce pronounces pronounced push pushes pushed question questions questioned questioning reassure reassures
        reassured reason reasons reasoned rebuke rebukes rebuked rebuking refer refers referred referring reflect reflects
        reflected reflecting remind reminds reminded reminding retweet retweets retweeted scream screams screamed
        screaming speak speaks spoke speaking swear swears swore sworn tease teases teased teasing thank thanks thanked
        thanking threaten threatens threatened threatening underscore underscores underscored underscoring
        voice voices voiced voicing volunteer volunteered vent vents vented ventured venture tells teased
        recommend recommends recommended recommending rule rules ruled ruling characterize characterizes characterized
        characterizing characterise characterised summarize summarized summed sums estimate estimates estimated estimating
        figure figures figured figuring find finds found marvel marvels marveled crow crowed gush gushed fume fumed fumes
        implore implores implored instruct instructs instructed joked lash lashed lashes lashing allow allows allowed
        clarify clarifies clarified clarifying apologize apologizes apologized apologizing defend defends defended
        defending hail hails hailed hailing attacked attacking ridicule ridicules ridiculed ridiculing",
    ),
    (
        Is::MANNER,
        "began begin begins went go goes showed show shows echoed echo echoes put puts gave gives want wants wanted
        made makes make used uses use discussed discuss discusses launched signed cited appeared talked talk talks talking
        addressed addresses addressing issued issue issues released release releases published publishes publish lists
        listed sent send sends see sees saw seen considers considered consider feel feels felt know knows knew heard hear
        hears learned learn understood understands love loves loved hate hates hated expects expected expect likes liked
        seeks sought tried try tries opened opens concurred joined closed ended ends noted reads",
    ),
    (
        Is::AUX,
        "has had have is are was were be been being do does did will would can could may might must shall should
        hasn't hadn't haven't isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't cannot couldn't
        mustn't shouldn't he's she's it's they're we're i'm i've we've they've you're he'd she'd they'd i'd he'll she'll
        they'll i'll we'll reportedly used",
    ),
    (
        Is::PREP,
        "of in on at by for with from to into onto about against among between through during before after since until
        till near under over above below across behind beyond despite toward towards upon via within without amid amidst
        as per like unlike regarding concerning including throughout outside inside off out up down around along past",
    ),
    (
        Is::DET,
        "the a an this that these those his her its their our my your some any each every another other both all many most
        several few one two three four five no such what which whose",
    ),
    (
        Is::INCIDENT,
        "shoot kidnap abduct hostage hostages assassinate burned burnt burn kill abducted abduction abductions air airstrike airstrikes ambush ambushed ambushes arrest arrested arrests arson
        artillery assassinated assassination assassinations assault assaulted assaults attack attacked attacks battle
        beheaded blast blasts blew blow blowing blown bomb bombed bombing bombings bombs captured car clash clashed
        clashes destroyed detained detonated detonation drone dynamited executed execution exploded explosion explosions
        firefight gone grenade gun gunfight gunfire gunned hacked hijacked hijacking hijackings homicide hurled
        kidnapped kidnapping kidnappings killed killing killings knife knifed launched massacre massacred massacres
        missile mortar motorcycle murder murdered murders occupied onslaught open opened opening placed planted plot
        plots ploughed plowed raid raided raids rammed rocket seized set sets setting shelled shelling shooting
        shootings shootout shot slain slaying slayings stabbed stabbing stabbings stormed struck suicide threw torched
        truck vehicle went",
    ),
    (
        Is::COUNT,
        "at no not a an more well upwards upward in greater over above as up fewer less under close just nearly almost
        estimated approximately roughly about around some circa exactly between another additional further the tens
        hundreds dozens scores thousands several numerous many multiple countless half",
    ),
    (Is::PRON, "he she they i we it you who"),
    (Is::OBJECT, "him her them me us his hers their theirs my our your its himself herself themselves itself"),
    (
        Is::CONJ,
        "and but or nor so yet because although though while whereas if unless when whenever where wherever as that which
        who whom whose until since after before once than whether",
    ),
    (
        Is::ADV,
        "also then later again still even just now once already always never often too ever soon simply perhaps maybe
        first finally instead thus yet further earlier not only almost both long so far at however meanwhile moreover nevertheless nonetheless otherwise",
    ),
    (
        Is::TITLE,
        "mr mrs ms miss dr prof gen lt col maj sgt capt cpl pvt sen rep gov hon rev fr sir lord lady dame mayor president
        senator governor congressman congresswoman representative secretary general colonel captain major sergeant
        lieutenant judge justice ambassador chancellor minister premier prince princess king queen sheikh sheik imam
        mullah maulvi mawlawi pope cardinal bishop archbishop father sister brother professor doctor officer detective
        deputy sheriff chief commander brigadier admiral vice prime former ex",
    ),
    (
        Is::ROLE,
        "spokesman spokeswoman spokesperson president secretary senator governor congressman congresswoman minister
        premier chancellor mayor director chairman chairwoman chair chief head leader commander analyst expert
        professor historian author journalist reporter columnist editor strategist adviser advisor aide manager
        nominee candidate ambassador envoy prosecutor attorney lawyer judge official officer officials officers
        detective sheriff captain lieutenant sergeant general colonel researcher scientist economist activist
        founder executive ceo owner partner member members resident residents witness witnesses neighbor neighbour
        neighbors neighbours mother father brother sister wife husband son daughter friend cousin aunt uncle pastor
        imam bishop doctor surgeon teacher principal superintendent supporter supporters voter voters critic critics
        source sources insider pollster correspondent anchor host moderator interviewer lawmaker lawmakers diplomat
        diplomats militant militants specialist scholar fellow veteran politician politicians student students people
        man woman girl boy person victim survivor survivors campaign administration government committee commission
        department ministry agency police court company party group organization organisation newspaper network
        university institute association union council board office embassy bank army military service bureau
        coordinator representative representatives delegate investigator investigators authorities police deputy",
    ),
    (
        Is::SPEAKER,
        "police authorities officials ministry government sources source witnesses investigators prosecutors doctors
        medics army military spokesman spokeswoman spokesperson statement report reports media agency television radio
        newspaper governor mayor sheriff hospital residents embassy group court prosecutor minister commander",
    ),
    (
        Is::BODY,
        "party ministry university department institute association union council board committee commission agency
        organization organisation foundation center centre college school court senate house congress parliament
        times post journal news press today tribune magazine network service bureau office bank company corp inc
        company group league front army navy force forces guard brigade campaign county state united states city street
        street avenue road hospital church mosque hotel airport hall",
    ),
    (
        Is::UTTERANCE,
        "statement statements tweet tweets report reports letter email emails memo interview speech remarks remark
        comment comments words word release post posts video message messages question answer op-ed article editorial book
        essay column ad transcript document documents text testimony claim claims assertion phrase slogan quote headline
        argument note warning announcement response reply call promise vow pledge description declaration communique
        resolution audio recording affidavit complaint lawsuit filing motto rhetoric line ruling opinion verdict",
    ),
    (
        Is::ABBR,
        "mr mrs ms dr prof gen lt col maj sgt capt cpl pvt sen reps rep gov hon rev st jr sr vs etc inc corp co ltd dept
        univ assn bros no nos vol fig figs al ed est approx ave blvd rd jan feb mar apr jun jul aug sept sep oct nov dec
        mon tue tues wed thu thur thurs fri sat sun messrs mme mlle brig cmdr adm supt insp det atty ala ariz ark calif
        colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis
        wyo spc pfc",
    ),
    (
        Is::DATE,
        "today tonight yesterday tomorrow early mid middle late last past next coming same few couple half minutes hours
        moments latest current comparable recent previous preceding following full fiscal calendar christmas new
        independence halloween valentine thanksgiving",
    ),
    (Is::LEAD, "the that this a an in of from between"),
    (
        Is::STARTER,
        "the a an in on at it he she they we i but and this that these those there when while after before as if for his
        her its their our my another one two some many most several meanwhile however although though since because
        according what who how why where no not so then now officials police authorities both all",
    ),
    (Is::DAYPART, "morning afternoon evening night noon midnight dawn dusk midday"),
    (
        Is::FEMALE,
        "hillary mary jill elizabeth kellyanne melania ivanka michelle sarah susan anna anne ann maria jennifer linda
        barbara patricia karen nancy lisa margaret sandra ashley emily kimberly donna carol amanda melissa deborah
        stephanie rebecca laura helen sharon cynthia kathleen amy angela shirley brenda pamela nicole samantha katherine
        catherine christine rachel carolyn janet heather diane julie joyce victoria kelly christina joan evelyn lauren
        judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison kathryn janice jean alice
        alicia julia judy sophia grace denise marilyn amber danielle diana theresa natalie doris marta lynne huma donna
        wendy ellen ruth dana gail monica paula juanita loretta nora olga fatima aisha maleeha",
    ),
    (
        Is::MALE,
        "donald bill barack joe mike tim john james robert michael william david richard joseph thomas charles
        christopher daniel matthew anthony mark steven paul andrew joshua kenneth kevin brian george timothy ronald
        jason edward jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel
        gregory alexander patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary
        peter kyle noah ethan jeremy walter christian keith roger terry harry sean gerald carl arthur lawrence dylan jesse
        bryan billy bruce ralph roy eugene louis philip bobby johnny bradley rudy rudolph newt chris ted marco jeb bernie
        mitt harry hugh rush glenn steve tom dan jim ben bob ken ron rob robby corey roger ali ahmed mohammed muhammad
        mahmoud hassan hussein omar khalid ibrahim abdul vladimir sergei ivan lucas riccardo colin andrei graeme tony",
    ),
    (
        Is::PEOPLE,
        "people person persons civilians civilian men women man woman children child boys girls boy girl teenagers teenager
        teens teen adults adult soldiers soldier troops troop officers officer policemen policeman police servicemen
        servicewomen marines marine guards guard personnel workers worker employees employee staff nationals national
        citizens citizen residents resident villagers villager worshippers worshipper worshipers pilgrims pilgrim tourists
        tourist passengers passenger bystanders bystander pedestrians pedestrian students student pupils schoolchildren
        teachers teacher doctors doctor nurses nurse journalists journalist reporters clerics cleric priests priest imams
        monks nuns politicians politician lawmakers officials official judges judge diplomats diplomat contractors
        contractor engineers engineer labourers labourer laborers migrants migrant refugees refugee victims victim
        casualties casualty others other individuals individual souls occupants occupant shoppers customers guests patrons
        drivers driver riders motorists cyclists cyclist farmers farmer peasants peasant herders fishermen crew
        members member relatives relative infants infant babies baby toddlers toddler youths youth mourners protesters
        protester demonstrators hostages hostage captives prisoners prisoner inmates inmate detainees detainee
        muslims christians jews shiites shias sunnis hindus sikhs hazaras foreigners foreigner families survivors
        elders elder commandos paramilitaries conscripts recruits cadets firefighters paramedics volunteers aid leaders leader
        figures commanders commander chief chiefs brothers brother sisters sister sons daughters mother father mothers
        fathers wife husband couple parents siblings cousins friends neighbors neighbours bodyguard bodyguards mayor mayors
        governor governors",
    ),
    (
        Is::ATTACKER,
        "attacker attackers assailant assailants bomber bombers gunman gunmen shooter shooters militant militants terrorist
        terrorists extremist extremists jihadist jihadists jihadi jihadis insurgent insurgents rebel rebels fighter fighters
        guerrilla guerrillas guerilla guerillas suspect suspects perpetrator perpetrators hijacker hijackers operative
        operatives subversives subversive gangsters robber robbers killers killer sniper snipers combatants combatant
        plotters cell cells smugglers traffickers",
    ),
    (Is::KILLED, "killed slain murdered assassinated executed massacred beheaded lynched slaughtered martyred gunned electrocuted"),
    (Is::KILLING, "kill kills killing murdering assassinating executing massacring slaying slaughtering claiming claimed claims"),
    (Is::DEAD, "dead deaths fatalities killings murders homicides deceased"),
    (Is::DIED, "died die dies dying perished perish succumbed"),
    (Is::INJURED, "injured wounded hurt maimed hospitalized hospitalised"),
    (Is::INJURING, "injure injures injuring wound wounds wounding hurting maiming"),
    (Is::INJURIES, "injuries injury"),
    (Is::MISSING, "missing unaccounted"),
    (
        Is::DETAINED,
        "arrested detained captured apprehended imprisoned jailed incarcerated kidnapped abducted seized custody rounded",
    ),
    (Is::DETAINING, "arrest arrests detain detains capture captures kidnap kidnaps abduct abducts arresting detaining capturing apprehending kidnapping abducting"),
    (Is::DETAINEES, "arrests detentions abductions kidnappings"),
    (
        Is::THING,
        "houses house homes home cars car vehicles vehicle shots bullets bullet rounds bombs bomb blasts blast
        explosions explosion rockets rocket missiles missile attacks attack shootings shooting incidents incident
        buildings building shops stores villages towns cities countries states provinces districts times miles
        kilometers kilometres metres meters feet yards kg kilograms pounds tons dollars percent cents cases charges
        guns weapons rifles grenades tanks trucks buses planes helicopters flights ships bridges schools churches mosques
        points votes seats games months stages parts sides ways groups organisations organizations fronts sources sites
        locations scenes areas hospitals bodies counts degrees feet blocks block operations raids strikes cows cattle
        animals dogs horses sheep units",
    ),
    (
        Is::PART,
        "including includes included among",
    ),
    (
        Is::VERB,
        "killed died came took left saw got became knew ran held stood lost won met led began seemed remained kept
        brought turned started moved lived worked wants needs looks gets takes comes makes goes knows thinks sees
        detonated exploded fired opened attacked carried struck hit blew shot stabbed",
    ),
];
