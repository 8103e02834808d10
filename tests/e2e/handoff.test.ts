import { beforeAll, expect, test } from 'vitest'
import type { Account } from '../support/desk-process.ts'
import { agentAt, ask, askForPerson, log, openChat, openRow, reply, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

let ada: Account
let ben: Account

beforeAll(async () => {
  ada = await scene.desk.addAgent('Ada', 'owner')
  ben = await scene.desk.addAgent('Ben')
})

test('with nobody in, the visitor is told before typing, leaves an e-mail, and the console shows it as such', async () => {
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await visitor.page.getByText(/^(Back |Nobody is in)/).waitFor()
  await ask(visitor.page, 'zzgrmpf qwtz vlork')
  await log(visitor.page)
    .getByRole('button', { name: /person/ })
    .click()
  await visitor.page.getByRole('heading', { name: 'We will write to you' }).waitFor()
  await visitor.page.getByLabel('Your e-mail').fill('vera@example')
  await visitor.page.getByLabel('What should we know?').fill('I returned a helmet and was charged twice.')
  await visitor.page.getByText('The ending is missing, such as .com').waitFor()
  await visitor.page.getByLabel('Your e-mail').fill('vera@example.com')
  await visitor.page.getByRole('button', { name: /^Send to/ }).click()
  await visitor.page.getByText('Thank you. We write to vera@example.com.').first().waitFor()
  await log(visitor.page).getByText('I returned a helmet and was charged twice.').waitFor()

  const agent = await agentAt(scene.browser, scene.desk.url, ada)
  await agent.page.getByRole('heading', { name: /By e-mail/ }).waitFor()
  await openRow(agent.page, 'vera@example.com')
  await log(agent.page).getByText('I returned a helmet and was charged twice.').waitFor()
  await agent.context.close()
  await visitor.context.close()
})

test('a hard question goes to an agent, both talk, the agent closes, the visitor rates and starts again', async () => {
  const agent = await agentAt(scene.browser, scene.desk.url, ada)
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await ask(visitor.page, 'zzgrmpf about my order 48213')
  await askForPerson(visitor.page)
  await visitor.page.getByText('You asked for a person').waitFor()
  await visitor.page.getByText('in line', { exact: true }).waitFor()

  await openRow(agent.page, 'zzgrmpf about my order 48213')
  await agent.page.getByText('What the assistant tried').waitFor()
  await agent.page.getByRole('button', { name: /^Take/ }).last().click()
  await visitor.page.getByText(/^Ada joined at/).waitFor()

  await reply(agent.page, 'Hello, Ada here. I have read what you wrote.')
  await log(visitor.page).getByText('Hello, Ada here. I have read what you wrote.').waitFor()
  await visitor.page.getByRole('textbox', { name: 'Message' }).pressSequentially('Thank')
  await agent.page.getByText('is writing').waitFor()
  await ask(visitor.page, 'Thank you, that was quick')
  await log(agent.page).getByText('Thank you, that was quick').waitFor()
  // Both look at it: soon each knows it of the other.
  await visitor.page.getByText(/^Seen /).waitFor()
  await log(agent.page)
    .getByText(/, seen$/)
    .waitFor()

  await agent.page
    .getByRole('button', { name: /^Close/ })
    .first()
    .click()
  await visitor.page.getByText(/^Ada closed the conversation at/).waitFor()
  await visitor.page.getByRole('button', { name: '4' }).click()
  await visitor.page.getByRole('button', { name: 'Send rating' }).click()
  await visitor.page.getByText('Thank you. You gave 4 of 5.').waitFor()
  await log(agent.page).getByText('Rated 4 of 5').waitFor()

  await visitor.page.getByRole('button', { name: 'Ask something else' }).click()
  await ask(visitor.page, 'Which frame size fits me?')
  await visitor.page.getByText('Did this help?').waitFor()
  expect(await log(visitor.page).getByText('Thank you, that was quick').count()).toBe(0)
  await agent.context.close()
  await visitor.context.close()
})

test('a private note reaches the other agent and never the visitor', async () => {
  const agent = await agentAt(scene.browser, scene.desk.url, ada)
  const colleague = await agentAt(scene.browser, scene.desk.url, ben)
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  const frames: string[] = []
  visitor.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => void frames.push(String(payload))),
  )
  await openChat(visitor.page)
  await ask(visitor.page, 'zzgrmpf with a note')
  await askForPerson(visitor.page)
  await openRow(agent.page, 'zzgrmpf with a note')
  await openRow(colleague.page, 'zzgrmpf with a note')
  await agent.page.getByRole('button', { name: /^Take/ }).last().click()
  await visitor.page.getByText(/^Ada joined at/).waitFor()
  await agent.page.getByRole('tab', { name: /^Note/ }).click()
  const field = agent.page.getByRole('textbox', { name: 'Note for your team' })
  await field.fill('the second charge is a hold')
  await field.press('Enter')
  await log(colleague.page).getByText('the second charge is a hold').waitFor()
  await agent.page.getByRole('tab', { name: /^Reply/ }).click()
  await reply(agent.page, 'This one is for Vera.')
  await log(visitor.page).getByText('This one is for Vera.').waitFor()
  expect(frames.join('\n')).toContain('This one is for Vera.')
  expect(frames.join('\n')).not.toContain('the second charge is a hold')
  for (const { context } of [agent, colleague, visitor]) await context.close()
})

test('two agents take at once: one has it, the other is told who', async () => {
  const agents = await Promise.all([
    agentAt(scene.browser, scene.desk.url, ada),
    agentAt(scene.browser, scene.desk.url, ben),
  ])
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await ask(visitor.page, 'zzgrmpf for whoever is faster')
  await askForPerson(visitor.page)
  for (const { page } of agents) await openRow(page, 'zzgrmpf for whoever is faster')
  // Both buttons are found first, so that the presses are as close together as two agents can come.
  const takes = await Promise.all(
    agents.map(({ page }) => page.getByRole('button', { name: /^Take it/ }).elementHandle()),
  )
  await Promise.all(takes.map((button) => button?.evaluate((element) => (element as HTMLElement).click())))
  await visitor.page.getByText(/^(Ada|Ben) joined at/).waitFor()
  expect(
    await log(visitor.page)
      .getByText(/joined at/)
      .count(),
  ).toBe(1)
  const joined = await log(visitor.page)
    .getByText(/joined at/)
    .innerText()
  const [winner, loser] = joined.startsWith('Ada') ? agents : [agents[1], agents[0]]
  await winner?.page.getByText('With you').first().waitFor()
  await loser?.page
    .getByText(`With ${joined.slice(0, 3)}`)
    .or(loser.page.getByText(/has just taken this one/))
    .first()
    .waitFor()
  for (const { context } of [...agents, visitor]) await context.close()
})
