"""European given names in Han characters as they are conventionally written: 约翰 is John, 乔治 George, 爱德华 Edward.

Many are older than the tables by which news agencies and offices transcribe now, so their sound does not give them; and where it would
give too much (安娜 is Anna and not Anne, 卡伦 Karen and not Karin), what is conventional says whose name it is. The mainland's, Taiwan's
and Hong Kong's forms, in simplified characters, each with the spellings that it stands for. Gathered by hand.
"""

from collections.abc import Mapping
from functools import cache

_NAMES = """
    马修斯 matthews mathews; 卓别林 chaplin; 艾伯特 albert; 亚伯特 albert; 罗柏 robert; 罗柏特 robert; 罗素 russell; 史都华 stewart
    stuart; 席薇雅 sylvia; 柴克 zach zack; 史黛拉 stella; 菲比 phoebe; 瑞奇 ricky richie; 班乃迪克 benedict; 戴瑞 daryl darryl; 艾佛列
    alfred; 阿佛烈 alfred; 亚弗烈 alfred; 奥黛丽 audrey; 莫瑞 murray; 嘉芙莲 catherine katherine; 姬丝汀 kristen christine; 珍妮花
    jennifer; 伊利沙伯 elizabeth; 妮歌 nicole; 米雪 michelle; 基斯杜化 christopher; 域陀 victor; 夏利 harry; 夏理 harry; 费历 fred; 积
    jack; 尊 john; 云尼 vinnie; 珊卓 sandra; 卓雅 zoya; 麦克唐纳 macdonald mcdonald; 唐纳 donald;
    约翰 john johann johannes johan jon juhan; 约翰尼 johnny johnnie; 约翰逊 johnson johansson; 强森 johnson; 强生 johnson; 强尼 johnny;
    约恩 john jon jorn joern; 乔恩 jon; 雅克 jacques jaak; 雅各布 jacob jakob; 雅各 jacob jakob; 雅各布斯 jacobs jacobus; 詹姆斯 james;
    詹姆士 james; 占士 james; 吉姆 jim; 吉米 jimmy; 占美 jimmy; 杰米 jamie; 迈克尔 michael; 麦可 michael; 米高 michael; 麦克 mike mac
    mack; 迈克 mike; 米歇尔 michel michelle michele; 蜜雪儿 michelle; 米哈伊尔 mikhail mihail; 米格尔 miguel; 米夏埃尔 michael; 威廉
    william wilhelm willem; 威尔 will; 比尔 bill; 比利 billy billie; 威利 willy willie; 威廉斯 williams; 威廉姆斯 williams; 纪尧姆
    guillaume; 吉列尔莫 guillermo; 罗伯特 robert; 罗拔 robert; 罗伯 rob robert; 罗伯托 roberto; 鲍勃 bob; 鲍比 bobby; 理查德 richard; 理查
    richard; 李察 richard; 里卡多 ricardo; 里夏德 richard; 查尔斯 charles; 查理斯 charles; 查理 charlie charley charles; 查利 charlie
    charley; 卡尔 carl karl; 夏尔 charles; 卡洛斯 carlos; 卡洛 carlo; 乔治 george; 佐治 george; 格奥尔格 georg; 豪尔赫 jorge; 格奥尔基
    georgi georgy; 托马斯 thomas tomas; 汤玛斯 thomas; 汤马斯 thomas; 汤姆 tom; 汤米 tommy; 爱德华 edward edouard eduard; 爱德华多
    eduardo; 爱德华兹 edwards; 艾德 ed; 埃迪 eddie eddy; 艾迪 eddie eddy; 泰德 ted; 特德 ted; 亨利 henry henri; 海因里希 heinrich; 恩里克
    enrique henrik enric; 恩里科 enrico; 哈里 harry; 哈利 harry; 约瑟夫 joseph josef; 约瑟 joseph jose; 何塞 jose; 荷西 jose; 若泽 jose;
    朱塞佩 giuseppe; 乔 joe; 乔伊 joey joy; 大卫 david; 戴维 david davy; 戴维斯 davis davies; 达维德 davide david; 丹尼尔 daniel; 丹尼
    danny denny; 丹 dan; 保罗 paul paulo paolo; 保尔 paul; 巴勃罗 pablo; 帕维尔 pavel; 彼得 peter petr pieter; 彼特 pete; 皮特 pete pitt;
    皮埃尔 pierre; 佩德罗 pedro; 彼德 peter; 彼得罗 pietro; 彼得松 petersson; 马克 mark marc; 马库斯 marcus markus; 马可 marco marko; 马科
    marco marko; 马科斯 marcos; 卢克 luke luc; 路克 luke; 卢卡斯 lucas lukas; 卢卡 luca luka; 马修 matthew mathew; 马太 matthew; 马蒂亚斯
    matthias mathias; 马蒂厄 mathieu matthieu; 马特 matt; 安德鲁 andrew; 安德烈 andre andrei andrey; 安德烈亚斯 andreas; 安德烈亚 andrea;
    安德里亚 andrea andria; 安德雷斯 andres; 安迪 andy; 安东尼 anthony antony; 安东 anton; 安东尼奥 antonio; 安托万 antoine; 托尼 tony;
    东尼 tony; 克里斯托弗 christopher; 克里斯托夫 christophe christoph; 克里斯 chris; 克里斯蒂安 christian kristian cristian; 克里斯蒂娜
    christina cristina kristina christine; 克里斯廷 christine kristine kristin; 克莉丝汀 christine kristin; 克里斯蒂 christie christy
    kristy; 克里斯滕森 christensen; 史蒂文 steven; 斯蒂文 steven; 史蒂芬 stephen steven; 斯蒂芬 stephen stefan; 史提芬 stephen steven;
    史蒂夫 steve; 斯特凡 stefan; 埃斯特万 esteban; 菲利普 philip phillip philippe philipp; 菲力 philip; 菲尔 phil; 费利佩 felipe; 弗朗西斯
    francis; 法兰西斯 francis; 弗朗西斯科 francisco; 弗朗索瓦 francois; 弗朗茨 franz frants; 法兰克 frank; 弗兰克 frank; 弗兰兹 franz;
    弗里德里希 friedrich; 弗雷德里克 frederick frederic frederik; 弗雷德 fred; 佛瑞德 fred; 腓特烈 friedrich frederick; 杰弗里 jeffrey
    geoffrey jeffery; 杰佛瑞 jeffrey geoffrey; 杰夫 jeff geoff; 贾森 jason; 杰森 jason; 贾斯廷 justin; 贾斯汀 justin; 约书亚 joshua;
    乔舒亚 joshua; 乔纳森 jonathan; 强纳森 jonathan; 约拿 jonah; 约纳斯 jonas; 瑞安 ryan; 赖安 ryan; 莱恩 ryan; 布莱恩 brian bryan; 布赖恩
    brian bryan; 布兰登 brandon; 布兰顿 branton; 布鲁斯 bruce; 布鲁诺 bruno; 布拉德 brad; 本杰明 benjamin; 班杰明 benjamin; 本 ben; 班
    ben; 本尼 benny; 尼古拉斯 nicholas nicolas; 尼古拉 nikolai nicola nikola nikolay; 尼克 nick; 尼科尔 nicole; 妮可 nicole; 妮科尔
    nicole; 尼科 nico niko; 亚历山大 alexander alexandre aleksandr alexandr; 亚历克斯 alex; 亚历克西斯 alexis; 阿列克谢 alexei aleksei
    alexey aleksey; 阿莱克斯 alex; 艾历克斯 alex; 亚历杭德罗 alejandro; 亚力克斯 alex; 亚历珊德拉 alexandra; 亚历山德拉 alexandra; 萨沙
    sasha; 桑德拉 sandra; 珊德拉 sandra; 亚当 adam; 亚当斯 adams; 亚伦 aaron; 艾伦 alan allen allan ellen; 阿伦 alan allen aaron; 埃伦
    ellen; 海伦 helen; 海伦娜 helena; 埃琳娜 elena; 叶莲娜 elena yelena; 莲娜 lena; 莱娜 lena; 丽娜 lina rina; 莉娜 lina; 蒂娜 tina; 提娜
    tina; 季娜 zina; 妮娜 nina; 尼娜 nina; 安娜 anna ana; 安妮 anne annie ann; 安 ann anne an; 安雅 anja anya; 汉娜 hannah hanna; 汉斯
    hans; 汉克 hank; 伊万 ivan; 伊凡 ivan; 伊丽莎白 elizabeth elisabeth; 伊莉莎白 elizabeth; 以利沙伯 elizabeth; 丽莎 lisa liza; 莉萨
    lisa; 丽萨 lisa; 莉莎 lisa liza; 艾丽斯 alice; 爱丽丝 alice; 爱丽斯 alice; 爱丽莎 alisa elisa; 艾丽西亚 alicia; 阿丽娜 alina; 莉莉
    lily lilly; 莉莉安 lillian lilian; 贝丝 beth; 贝蒂 betty; 贝琪 becky; 丽贝卡 rebecca; 瑞贝卡 rebecca; 玛丽 mary marie; 玛丽亚 maria
    mariya; 玛利亚 maria mariya; 马里奥 mario; 玛丽安 marianne marian; 玛丽安娜 mariana marianna; 马里亚诺 mariano; 玛莎 martha masha
    marsha; 玛尔塔 marta; 马尔塔 marta; 玛格丽特 margaret marguerite; 玛嘉烈 margaret; 玛格丽塔 margarita margherita; 玛戈 margot margo;
    马丁 martin; 马汀 martin; 玛蒂娜 martina; 玛丽娜 marina; 玛拉 mara; 玛雅 maya; 米娅 mia; 米拉 mila; 凯瑟琳 catherine katherine kathryn
    cathrine; 凯特 kate; 凯特琳 caitlin kaitlin katelyn; 凯蒂 katie katy kitty; 卡特琳 katrin catrin; 卡特里娜 katrina catrina; 凯西 cathy
    kathy casey; 叶卡捷琳娜 ekaterina yekaterina katerina; 卡捷琳娜 katerina; 卡佳 katya; 凯伦 karen; 卡伦 karen; 卡琳 karin carine
    karine; 卡琳娜 karina carina; 卡罗琳 caroline carolyn; 卡罗尔 carol carole; 卡罗 carol; 卡罗琳娜 karolina carolina; 卡拉 carla karla
    cara kara; 克拉拉 clara klara; 克莱尔 claire clare; 简 jane; 珍 jane jean jen; 珍妮 jenny jeanne jeannie jennie; 珍妮弗 jennifer;
    珍妮佛 jennifer; 詹妮弗 jennifer; 詹妮 jenny; 琼 joan june; 琼斯 jones; 琼安 joanne joan; 乔安娜 joanna johanna; 乔安 joanne joan;
    约翰娜 johanna; 胡安 juan; 胡安娜 juana; 让 jean; 雅娜 jana; 扬 jan; 朱莉 julie; 茱莉 julie; 朱莉娅 julia; 朱丽叶 juliet juliette;
    朱莉安娜 juliana; 茱莉亚 julia; 朱利安 julian julien; 朱利奥 giulio julio; 胡利奥 julio; 尤利娅 yulia julia; 劳拉 laura lara; 萝拉
    laura lola; 劳伦 lauren; 萝伦 lauren; 劳伦斯 laurence lawrence; 劳伦特 laurent; 洛朗 laurent; 洛伦佐 lorenzo; 萨拉 sara sarah; 莎拉
    sara sarah; 莎莉 sally; 萨莉 sally; 苏珊 susan susanne suzanne; 苏珊娜 susanna susana suzanna; 苏西 susie suzy; 苏菲 sophie sofie;
    索菲 sophie sofie; 索菲亚 sofia sophia; 苏菲亚 sophia sofia; 索尼娅 sonia sonya sonja; 史黛西 stacy stacey; 斯泰茜 stacy; 斯蒂芬妮
    stephanie; 史蒂芬妮 stephanie; 史黛芬妮 stephanie; 斯特凡妮 stephanie stefanie; 维多利亚 victoria viktoria; 维克托 victor viktor;
    维克多 victor viktor; 维克托里娅 viktoria victoria; 文森特 vincent; 文森 vincent; 樊尚 vincent; 弗拉基米尔 vladimir; 弗拉迪米尔
    vladimir; 维拉 vera; 薇拉 vera; 薇薇安 vivian vivien; 瓦莱丽 valerie valery; 瓦列里 valery valeri; 瓦莱里娅 valeria; 瓦伦丁 valentin;
    瓦莲京娜 valentina; 瓦连京 valentin; 谢尔盖 sergei sergey; 塞尔吉奥 sergio; 塞尔日 serge; 德米特里 dmitri dmitry; 叶夫根尼 evgeny
    yevgeny evgeni; 尤金 eugene; 欧仁 eugene; 奥列格 oleg; 奥尔加 olga; 奥利弗 oliver; 奥利维耶 olivier; 奥莉维亚 olivia; 奥利维亚 olivia;
    奥克萨娜 oksana oxana; 娜塔莎 natasha; 娜塔莉 natalie nathalie; 纳塔利 natalie nathalie; 娜塔莉亚 natalia natalya; 纳塔利娅 natalia
    natalya; 塔季扬娜 tatiana tatyana; 塔蒂亚娜 tatiana; 塔尼娅 tania tanya tanja; 斯韦特兰娜 svetlana; 斯维特拉娜 svetlana; 伊戈尔 igor;
    伊琳娜 irina; 艾琳 irene eileen aileen; 伊雷娜 irena; 艾莲娜 elena; 尤里 yuri yury; 帕特里克 patrick; 派翠克 patrick; 帕特里夏
    patricia; 派翠西亚 patricia; 帕特 pat; 帕特里斯 patrice; 佩吉 peggy; 保拉 paula; 宝拉 paula; 波琳 pauline; 皮拉尔 pilar; 雷切尔
    rachel; 蕾切尔 rachel; 瑞秋 rachel; 拉克尔 raquel; 拉斐尔 raphael rafael; 拉尔夫 ralph ralf; 劳尔 raul; 雷蒙德 raymond; 雷蒙 raymond;
    雷 ray; 罗杰 roger; 罗纳德 ronald; 朗 ron; 罗恩 ron; 罗莎 rosa; 罗丝 rose; 萝丝 rose; 罗斯 ross rose roth; 罗萨 rosa; 罗玛 roma; 罗曼
    roman romain; 露西 lucy; 卢西亚 lucia; 露西亚 lucia; 露丝 ruth; 鲁思 ruth; 路易斯 louis luis louise lewis; 路易 louis; 路易莎 louisa
    luisa; 刘易斯 lewis louis; 卢多维克 ludovic; 路德维希 ludwig; 莱昂 leon; 里昂 leon; 利昂 leon; 利奥 leo; 里奥 leo rio; 莱昂纳多
    leonardo; 列昂尼德 leonid; 伦纳德 leonard; 罗宾 robin; 罗德里格斯 rodriguez rodrigues; 冈萨雷斯 gonzalez gonzales; 费尔南德斯
    fernandez fernandes; 埃尔南德斯 hernandez; 马丁内斯 martinez; 洛佩斯 lopez lopes; 桑切斯 sanchez; 佩雷斯 perez peres; 戈麦斯 gomez
    gomes; 席尔瓦 silva; 桑托斯 santos; 格雷戈里 gregory; 格雷格 greg; 戈登 gordon; 加布里埃尔 gabriel gabrielle; 加布里埃拉 gabriela
    gabriella; 加里 gary garry; 盖里 gary gerry; 杰里 jerry gerry; 杰瑞 jerry gerry; 杰拉尔德 gerald; 杰拉德 gerard gerald; 热拉尔 gerard;
    格哈德 gerhard; 格特鲁德 gertrude; 乔凡尼 giovanni; 乔瓦尼 giovanni; 吉纳 gina; 吉娜 gina; 格蕾丝 grace; 格雷斯 grace; 葛蕾丝 grace;
    休 hugh; 休斯 hughes; 雨果 hugo; 胡戈 hugo; 乌戈 hugo ugo; 霍华德 howard; 侯活 howard; 赫伯特 herbert; 哈罗德 harold; 哈维 harvey;
    海蒂 heidi; 希瑟 heather; 希拉里 hillary hilary; 伊恩 ian; 艾萨克 isaac; 以撒 isaac; 伊萨克 isaac isak; 伊莎贝拉 isabella isabela;
    伊莎贝尔 isabel isabelle; 伊莎贝 isabel isabelle; 杰克 jack jake; 积克 jack; 杰克逊 jackson; 杰克森 jackson; 杰奎琳 jacqueline; 杰西卡
    jessica; 杰西 jesse jessie; 杰茜卡 jessica; 耶苏斯 jesus; 赫苏斯 jesus; 乔丹 jordan; 茱迪 judy judi; 朱迪 judy judi; 朱迪思 judith;
    朱迪丝 judith; 凯文 kevin; 凯尔 kyle; 凯莉 kelly; 凯利 kelly; 肯 ken; 肯尼 kenny; 肯尼斯 kenneth; 肯尼思 kenneth; 肯尼迪 kennedy;
    甘迺迪 kennedy; 基思 keith; 吉思 keith; 金 kim king; 金伯莉 kimberly; 莱斯利 leslie; 琳达 linda; 琳恩 lynn; 林恩 lynn; 洛丽 lori; 梅根
    megan meghan; 美根 megan; 梅丽莎 melissa; 梅利莎 melissa; 梅兰妮 melanie; 莫妮卡 monica monika; 莫尼卡 monica monika; 南希 nancy; 南茜
    nancy; 娜奥米 naomi; 内森 nathan; 纳森 nathan; 尼尔 neil neal; 诺曼 norman; 诺拉 nora norah; 欧文 owen erwin irving; 奥斯卡 oscar
    oskar; 奥托 otto; 奥马尔 omar; 塞缪尔 samuel; 萨缪尔 samuel; 山姆 sam; 萨姆 sam; 森姆 sam; 萨曼莎 samantha; 莎曼珊 samantha;
    塞巴斯蒂安 sebastian sebastien; 肖恩 sean shawn shaun; 尚恩 sean shawn; 西恩 sean; 西蒙 simon; 西门 simon; 赛门 simon; 西蒙娜 simona
    simone; 斯坦利 stanley; 史丹利 stanley; 西奥多 theodore; 提奥多 theodore; 特蕾莎 teresa theresa; 德蕾莎 teresa theresa; 特雷莎 teresa
    theresa; 特丽 terry terri; 特里 terry; 泰瑞 terry; 蒂莫西 timothy; 提摩太 timothy; 提摩西 timothy; 蒂姆 tim; 提姆 tim; 泰勒 tyler
    taylor; 特雷弗 trevor; 特雷西 tracy tracey; 崔西 tracy tracey; 瓦尔特 walter; 沃尔特 walter; 华特 walter; 韦恩 wayne; 温迪 wendy; 温蒂
    wendy; 沃伦 warren; 华伦 warren; 扎卡里 zachary; 佐伊 zoe; 佐拉 zora; 阿曼达 amanda; 安吉拉 angela; 安琪拉 angela; 安杰拉 angela;
    安格拉 angela; 安琪 angie; 安吉尔 angel; 安赫尔 angel; 阿瑟 arthur; 亚瑟 arthur; 阿图尔 artur arthur; 阿什利 ashley; 艾希莉 ashley;
    芭芭拉 barbara; 巴巴拉 barbara; 巴里 barry; 贝尔纳 bernard; 伯纳德 bernard; 伯恩哈德 bernhard; 布伦达 brenda; 布兰达 brenda; 布列塔尼
    brittany; 卡梅伦 cameron; 塞西莉亚 cecilia; 塞西尔 cecile cecil; 夏洛特 charlotte; 夏绿蒂 charlotte; 谢丽尔 cheryl; 辛迪 cindy; 辛西娅
    cynthia; 克劳德 claude; 克劳迪娅 claudia; 克劳迪奥 claudio; 克劳斯 klaus claus; 科林 colin; 柯林 colin; 康妮 connie; 科里 corey cory;
    克雷格 craig; 柯蒂斯 curtis; 黛西 daisy; 戴安娜 diana; 黛安娜 diana; 黛安 diane; 黛博拉 deborah debra; 德博拉 deborah debra; 丹妮拉
    daniela; 丹尼埃拉 daniela; 丹尼丝 denise; 丹尼斯 dennis denis; 德里克 derek derrick; 迪伦 dylan; 迪亚哥 diego; 迭戈 diego; 唐 don;
    唐纳德 donald; 唐娜 donna; 多丽丝 doris; 多萝西 dorothy; 桃乐丝 dorothy; 道格拉斯 douglas; 道格 doug; 邓肯 duncan; 埃德加 edgar;
    埃德温 edwin; 艾德温 edwin; 艾琳娜 elena; 埃莉诺 eleanor elanor; 伊莱恩 elaine; 伊莱亚斯 elias; 埃拉 ella; 艾拉 ella; 艾玛 emma; 爱玛
    emma; 埃玛 emma; 艾米 amy; 爱咪 amy; 埃米莉 emily; 艾米莉 emily; 艾蜜莉 emily; 埃米尔 emil; 埃里克 eric erik; 艾瑞克 eric erik; 埃丽卡
    erica erika; 艾莉卡 erica erika; 恩斯特 ernst; 厄内斯特 ernest; 欧内斯特 ernest; 埃丝特 esther; 以斯帖 esther; 伊桑 ethan; 伊娃 eva;
    伊芙 eve; 夏娃 eve eva; 伊夫 yves; 伊冯 yvonne; 伊冯娜 yvonne; 法比奥 fabio; 法比安 fabian; 费利克斯 felix; 费尔南多 fernando;
    费迪南德 ferdinand; 弗洛伦斯 florence; 弗洛里安 florian; 格伦 glenn glen; 格洛丽亚 gloria; 古斯塔夫 gustav gustaf; 盖伊 guy; 伊尔莎
    ilse elsa; 英格丽德 ingrid; 英格丽 ingrid; 伊尔哈姆 ilham; 凯 kai kay; 拉里 larry; 赖瑞 larry; 劳埃德 lloyd; 莱因哈德 reinhard; 洛雷塔
    loretta; 露易丝 louise; 马尔科姆 malcolm; 曼努埃尔 manuel; 马塞尔 marcel; 玛西亚 marcia; 玛乔丽 marjorie; 马文 marvin; 莫里斯 maurice
    morris; 马克斯 max marx; 马克西姆 maxim maksim; 马克西米利安 maximilian; 莫莉 molly; 摩根 morgan; 默里 murray; 穆罕默德 mohammed
    muhammad mohamed mohammad; 阿里 ali; 艾哈迈德 ahmed ahmad; 阿卜杜拉 abdullah; 易卜拉欣 ibrahim; 哈桑 hassan hasan; 侯赛因 hussein
    husain hossein; 优素福 yusuf youssef; 尤素夫 yusuf; 法蒂玛 fatima fatma; 法图麦 fatima; 哈立德 khalid khaled; 哈利德 khalid khaled;
    萨利赫 saleh salih; 萨利姆 salim selim; 萨勒曼 salman; 奥萨马 osama usama; 赛义德 said saeed sayed; 马哈茂德 mahmoud mahmud; 穆斯塔法
    mustafa mostafa; 卡里姆 karim; 贾马尔 jamal; 雷扎 reza; 礼萨 reza; 莱拉 leila layla; 蕾拉 leila layla
"""


@cache
def conventional() -> Mapping[str, frozenset[str]]:
    """Return the Latin spellings that a name in simplified characters stands for."""
    made: dict[str, frozenset[str]] = {}
    for written, *spelt in map(str.split, _NAMES.split(";")):
        made[written] = made.get(written, frozenset()) | frozenset(spelt)
    return made
