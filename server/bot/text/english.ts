const contractions: [written: RegExp, open: string][] = [
  [/\b(?:can't|cant|cannot)\b/g, 'can not'],
  [/\b(?:won't|wont)\b/g, 'will not'],
  [/\b(do|does|did|is|are|was|have|has|would|could|should)(?:n't|nt)\b/g, '$1 not'],
  [/\b(?:i'm|im)\b/g, 'i am'],
  [/\b(?:i've|ive)\b/g, 'i have'],
  [/\b(what|where|who|how|when|why|that|it|there|he|she)'s\b/g, '$1 is'],
  [/\b(what|where|how)s\b/g, '$1 is'],
  [/'re\b/g, ' are'],
  [/'ve\b/g, ' have'],
  [/'ll\b/g, ' will'],
  [/'d\b/g, ' would'],
  [/'s\b/g, ''],
]
// Most texts have none, and to look for each takes several times as long as to look for any.
const anyContraction = new RegExp(contractions.map(([{ source }]) => source).join('|'))

/** "what's" and "can't" are "what is" and "can not", with or without the apostrophe; a possessive 's goes. */
export function openContractions(text: string): string {
  if (!anyContraction.test(text)) return text
  return contractions.reduce((opened, [written, open]) => opened.replace(written, open), text)
}

/** The plain word of a form that no stemming rule reaches: "sent" is "send", "tire" is "tyre", "pls" is "please". */
export function plainForm(word: string): string {
  return plainForms.get(word) ?? word
}

// Each line: the plain word, then its forms.
const forms = `
be am is are was were been
have has had
do does did done
send sent
buy bought
pay paid
break broke broken
get got gotten
give gave given
take took taken
come came
go went gone
make made
say said
tell told
find found
lose lost
leave left
keep kept
hold held
sell sold
write wrote written
choose chose chosen
forget forgot forgotten
spend spent
steal stole stolen
know knew known
think thought
bring brought
begin began begun
drive drove driven
ride rode ridden
wear wore worn
tear tore torn
grow grew grown
see saw seen
speak spoke spoken
eat ate eaten
drink drank drunk
fly flew flown
run ran
meet met
win won
build built
bend bent
lend lent
catch caught
teach taught
fall fell fallen
freeze froze frozen
hear heard
understand understood
show shown
man men
woman women
child children kid kids
foot feet
tooth teeth
person people
good better best
bad worse worst
you u
your ur
please pls plz
thanks thx
through thru
because cos cuz
going gonna
want wanna
colour color
tyre tire
tyres tires
grey gray
centre center
favourite favorite
jewellery jewelry
catalogue catalog
licence license
programme program
`
const plainForms = new Map(
  forms
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [plain = '', ...others] = line.split(' ')
      return others.map((form) => [form, plain] as const)
    }),
)
