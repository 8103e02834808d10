/** Sentences about nothing that a support desk answers: to every entry an example of what it is not. They teach the
 *  matcher most where the FAQ is small. A language without its own takes the English ones, which then say only that
 *  not everything has an answer. */
export function everydayTalk(language: string): string[] {
  return (Object.hasOwn(sentences, language) ? (sentences[language] ?? '') : english).trim().split('\n')
}

const english = `
who painted the ceiling of that chapel in rome
why is the sky blue and the grass green
how many planets are there in the solar system
what is the largest ocean on earth
who was the first person to walk on the moon
when did the second world war end
what is the capital city of australia
how do birds know where to fly in winter
which team has won the most championships
what does the word serendipity mean
who wrote the novel about the white whale
how does a volcano erupt
why do cats purr when they sleep
what is the square root of a hundred and forty four
can you solve this equation for my homework
write me a short poem about the autumn
who is the president of france these days
what happened in the news this morning
is there life on other planets
how do i get rid of a cold
my neighbour has a new dog and it barks all night
i had pasta with tomatoes for dinner
we went to the beach with the whole family
my sister is getting married in june
the river was frozen and the children were skating
she plays the violin in an orchestra
he studied history at the university
the train to the north was late again
they say that the film is better than the book
it rained all day so we stayed inside and read
my grandfather used to be a fisherman
i am learning to play the guitar
the mountains are covered with snow until may
the king was crowned in the old cathedral
this species of frog lives in the rain forest
the museum shows paintings from the last century
scientists have discovered a new kind of star
the bridge was built by the romans two thousand years ago
the party lost the election by a few votes
how do i grow tomatoes on a balcony
how do you boil an egg so that it stays soft
how long should i run every week to get fit
which language is the hardest to learn
what should i name my new kitten
how can i fall asleep faster
do you think that robots will rule the world
do you have feelings or are you a machine
i feel a bit lonely today
you are really stupid
what is the meaning of life
sing me something nice
who is the richest man in the world
which singer had the most number one hits
how do i remove a virus from my computer
how do i write a good application letter
what causes an earthquake
how deep is the deepest part of the sea
what do vegetarians eat for breakfast
how do magnets work
how is cheese made
what year did the titanic sink
who invented the light bulb
the actor received a prize for his last role
my knee hurts after playing tennis
the teacher gave us a lot of homework
i dreamed that i could fly
bla bla bla
asdf jkl qwerty
hello is this thing on
`

const sentences: Record<string, string> = {
  en: english,
  de: `
warum ist der himmel blau und das gras grün
wie viele planeten gibt es im sonnensystem
wer war der erste mensch auf dem mond
wann endete der zweite weltkrieg
was ist die hauptstadt von australien
woher wissen vögel wohin sie im winter fliegen
welche mannschaft hat die meisten meisterschaften gewonnen
wer hat den roman über den weißen wal geschrieben
wie bricht ein vulkan aus
warum schnurren katzen
was ist die wurzel aus hundertvierundvierzig
kannst du mir bei den hausaufgaben in mathe helfen
schreib mir ein kurzes gedicht über den herbst
wer ist gerade präsident von frankreich
was stand heute morgen in den nachrichten
gibt es leben auf anderen planeten
wie werde ich eine erkältung los
mein nachbar hat einen neuen hund und der bellt die ganze nacht
zum abendessen gab es nudeln mit tomaten
wir waren mit der ganzen familie am strand
meine schwester heiratet im juni
der fluss war zugefroren und die kinder liefen schlittschuh
sie spielt geige in einem orchester
er hat an der universität geschichte studiert
der zug nach norden hatte wieder verspätung
der film soll besser sein als das buch
es hat den ganzen tag geregnet
mein großvater war fischer
ich lerne gerade gitarre spielen
auf den bergen liegt bis mai schnee
der könig wurde im alten dom gekrönt
diese froschart lebt im regenwald
das museum zeigt gemälde aus dem letzten jahrhundert
forscher haben einen neuen stern entdeckt
die brücke haben die römer gebaut
die partei hat die wahl knapp verloren
wie ziehe ich tomaten auf dem balkon
wie lange muss ein ei kochen
welche sprache ist am schwersten zu lernen
wie soll ich meine katze nennen
wie kann ich schneller einschlafen
hast du gefühle oder bist du eine maschine
ich fühle mich heute ein bisschen einsam
du bist echt dumm
was ist der sinn des lebens
sing mir etwas vor
wer ist der reichste mann der welt
wie entferne ich einen virus von meinem computer
wie entsteht ein erdbeben
wie tief ist das meer
wie wird käse gemacht
in welchem jahr ist die titanic gesunken
wer hat die glühbirne erfunden
nach dem tennis tut mir das knie weh
ich habe geträumt dass ich fliegen kann
bla bla bla
asdf jklö qwertz
hallo ist da wer
`,
  ar: `
لماذا السماء زرقاء والعشب أخضر
كم عدد الكواكب في المجموعة الشمسية
من هو أول إنسان مشى على القمر
متى انتهت الحرب العالمية الثانية
ما هي عاصمة أستراليا
كيف تعرف الطيور طريقها في الشتاء
أي فريق فاز بأكبر عدد من البطولات
من كتب الرواية عن الحوت الأبيض
كيف يثور البركان
لماذا تخرخر القطط
ما هو الجذر التربيعي لمئة وأربعة وأربعين
ساعدني في حل واجب الرياضيات
اكتب لي قصيدة قصيرة عن الخريف
من هو رئيس فرنسا الآن
ماذا حدث في الأخبار هذا الصباح
هل توجد حياة على كواكب أخرى
كيف أتخلص من الزكام
عند جارنا كلب جديد ينبح طوال الليل
أكلنا المعكرونة مع الطماطم على العشاء
ذهبنا إلى الشاطئ مع العائلة
أختي ستتزوج في شهر يونيو
هي تعزف على الكمان في فرقة
درس التاريخ في الجامعة
تأخر القطار مرة أخرى
يقولون إن الفيلم أفضل من الكتاب
أمطرت السماء طوال النهار
كان جدي صياد سمك
أنا أتعلم العزف على العود
الجبال مغطاة بالثلج حتى الربيع
تعيش هذه الضفدعة في الغابات المطيرة
يعرض المتحف لوحات من القرن الماضي
اكتشف العلماء نجما جديدا
بنى الرومان هذا الجسر قبل ألفي سنة
خسر الحزب الانتخابات بفارق بسيط
كيف أزرع الطماطم في الشرفة
كم دقيقة يحتاج البيض المسلوق
ما هي أصعب لغة في العالم
ماذا أسمي قطتي
كيف أنام بسرعة
هل عندك مشاعر أم أنت آلة
أشعر بالوحدة اليوم
أنت غبي جدا
ما معنى الحياة
غن لي شيئا جميلا
من أغنى رجل في العالم
كيف أزيل فيروسا من حاسوبي
ما سبب الزلازل
كم عمق البحر
كيف يصنع الجبن
في أي سنة غرقت تيتانيك
من اخترع المصباح الكهربائي
تؤلمني ركبتي بعد اللعب
حلمت أنني أطير
بلا بلا بلا
مرحبا هل يسمعني أحد
`,
}
