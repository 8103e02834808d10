/** "what's" and "can't" are "what is" and "can not", with or without the apostrophe; a possessive 's goes. */
export function openContractions(text: string): string {
  return text
    .replace(/\b(?:can't|cant|cannot)\b/g, 'can not')
    .replace(/\b(?:won't|wont)\b/g, 'will not')
    .replace(/\b(do|does|did|is|are|was|have|has|would|could|should)(?:n't|nt)\b/g, '$1 not')
    .replace(/\b(?:i'm|im)\b/g, 'i am')
    .replace(/\b(?:i've|ive)\b/g, 'i have')
    .replace(/\b(what|where|who|how|when|why|that|it|there|he|she)'s\b/g, '$1 is')
    .replace(/\b(what|where|how)s\b/g, '$1 is')
    .replace(/'re\b/g, ' are')
    .replace(/'ve\b/g, ' have')
    .replace(/'ll\b/g, ' will')
    .replace(/'d\b/g, ' would')
    .replace(/'s\b/g, '')
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
