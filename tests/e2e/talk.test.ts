import { beforeAll, expect, test } from 'vitest'
import type { Account } from '../support/desk-process.ts'
import { agentAt, ask, log, openChat, openRow, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

let ada: Account

beforeAll(async () => {
  ada = await scene.desk.addAgent('Ada', 'owner')
})

test('a visitor who says hello and thanks is answered kindly, and the question between is answered too', async () => {
  const { page, context } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await ask(page, 'hi there')
  await log(page).getByText('I am the automatic assistant of').waitFor()
  await ask(page, 'thanks, but how do I get my money back?')
  await log(page).getByText('Did this help?').waitFor()
  await ask(page, 'ok great, thank you very much')
  await log(page).getByText('You are welcome!').waitFor()
  expect(await log(page).getByText('Did this help?').count()).toBe(1)
  expect(
    await log(page)
      .getByRole('button', { name: /person/ })
      .count(),
  ).toBe(0)
  await context.close()
})

test('who is angry is offered a person calmly, and stands before who joined just before; the agent reads why', async () => {
  const agent = await agentAt(scene.browser, scene.desk.url, ada)
  const viktor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(viktor.page)
  await ask(viktor.page, 'I want to talk to a real person')
  await viktor.page.getByText('You asked for a person').waitFor()
  await viktor.page.getByText('in line', { exact: true }).waitFor()

  const vera = await visitorAt(scene.browser, scene.shop.url)
  await openChat(vera.page)
  await ask(vera.page, 'this is the third time I am writing, nobody cares, you are useless!')
  await log(vera.page).getByText('I am sorry that this has gone so badly.').waitFor()
  await log(vera.page)
    .getByRole('button', { name: /Talk to a person/ })
    .click()
  await vera.page.getByText('in line', { exact: true }).waitFor()
  await vera.page.getByText('Next', { exact: true }).waitFor()
  await viktor.page.getByText('2nd', { exact: true }).waitFor()

  const rows = agent.page.getByRole('list', { name: /^Waiting/ }).getByRole('button')
  await expect
    .poll(() => rows.allTextContents())
    .toMatchObject([expect.stringContaining('Angry'), expect.stringContaining('Asked for a person')])
  await openRow(agent.page, 'the third time')
  await agent.page.getByText('The visitor is angry').first().waitFor()

  await agent.page.getByRole('link', { name: 'Opinions' }).click()
  await agent.page.getByRole('link', { name: /the third time/ }).click()
  await agent.page.getByText('The visitor is angry').first().waitFor()
  for (const { context } of [agent, viktor, vera]) await context.close()
})
