/** The form for leaving an e-mail address. Comes with that screen. */
export const emailEn = {
  title: 'We will write to you',
  text: 'Everything you wrote here comes along, so you do not have to say it twice.',
  address: 'Your e-mail',
  problems: {
    empty: 'Write your address, as in vera@example.com',
    at: 'The @ is missing, as in vera@example.com',
    name: 'The part before the @ is missing',
    ending: 'The ending is missing, such as .com',
    other: 'Check the address: it should look like vera@example.com',
  },
  whatToKnow: 'What should we know?',
  use: 'Used for this reply only.',
  sendTo: (site: string) => `Send to ${site}`,
  keepWaiting: 'Keep waiting here',
}
