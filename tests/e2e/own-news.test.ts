import { expect, test } from 'vitest'
import { agentAt, ask, askForPerson, log, openChat, openRow, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

test('an agent who looks at the line is told that one of their own has written, and goes there with one press', async () => {
  const account = await scene.desk.addAgent('Ada', 'owner')
  const agent = await agentAt(scene.browser, scene.desk.url, account, {
    viewport: { width: 1280, height: 480 },
  })
  const vera = await visitorAt(scene.browser, scene.shop.url)
  await openChat(vera.page)
  await ask(vera.page, 'I want to talk to a person about a helmet')
  await openRow(agent.page, 'about a helmet')
  await agent.page.getByRole('button', { name: /^Take it/ }).click()
  await vera.page.getByText(/^Ada joined at/).waitFor()

  const others = []
  for (let number = 1; number <= 6; number++) {
    const other = await visitorAt(scene.browser, scene.shop.url)
    others.push(other)
    await openChat(other.page)
    await ask(other.page, `zzgrmpf ${number}`)
    await askForPerson(other.page)
  }
  await openRow(agent.page, 'zzgrmpf 1')
  const list = agent.page.getByRole('region', { name: 'Conversations' })
  await list.getByText('zzgrmpf 6').waitFor()
  await agent.page.locator('.inbox-list__scroll').evaluate((element) => (element.scrollTop = 0))
  const news = list.getByRole('button', { name: 'Mine: 1 new' })
  expect(await news.count()).toBe(0)

  await ask(vera.page, 'Are you still there?')
  await news.waitFor()
  expect(await list.getByRole('status').innerText()).toBe('Mine: 1 new')
  // Who scrolls down to it needs no telling.
  await agent.page.locator('.inbox-list__scroll').evaluate((element) => (element.scrollTop = 10_000))
  await news.waitFor({ state: 'detached' })
  await agent.page.locator('.inbox-list__scroll').evaluate((element) => (element.scrollTop = 0))
  await news.click()
  await log(agent.page).getByText('Are you still there?').waitFor()
  await news.waitFor({ state: 'detached' })
  for (const { context } of [agent, vera, ...others]) await context.close()
}, 90_000)
