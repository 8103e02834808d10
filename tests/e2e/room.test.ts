import { expect, test } from 'vitest'
import { agentAt, ask, log, openChat, openRow, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

test('on a phone each German sentence around the field stays on one line', async () => {
  const { page, context } = await visitorAt(scene.browser, `${scene.shop.url}/de.html`, 'de-DE')
  await page.setViewportSize({ width: 390, height: 844 })
  await openChat(page)
  const button = page.getByRole('button', { name: /Jemandem schreiben/ })
  expect(await button.evaluate(height)).toBeLessThan(50)
  await page.getByRole('combobox').fill('hallo')
  await page.keyboard.press('Enter')
  await log(page).getByText('der automatische Assistent').waitFor()
  const offer = page.getByRole('button', { name: 'Mit einem Menschen sprechen' })
  expect(await offer.evaluate(lines)).toBe(1)
  expect(await page.getByText('Passt nicht?').evaluate(lines)).toBe(1)
  expect(await page.getByText('Automatisch, aus den FAQ').evaluate(lines)).toBe(1)
  await context.close()
})

test('on a tablet the facts of a handoff can be read to their end', async () => {
  const ada = await scene.desk.addAgent('Ada', 'owner')
  const agent = await agentAt(scene.browser, scene.desk.url, ada, { viewport: { width: 768, height: 1024 } })
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await ask(visitor.page, 'I want to talk to a real person')
  await openRow(agent.page, 'I want to talk to a real person')
  await agent.page.getByText('What the assistant tried').waitFor()
  const facts = agent.page.locator('.handoff dd')
  expect(await facts.count()).toBeGreaterThan(2)
  expect(
    await facts.evaluateAll((all) =>
      all.filter((fact) => fact.scrollWidth > fact.clientWidth).map((fact) => fact.textContent),
    ),
  ).toEqual([])
  for (const { context } of [agent, visitor]) await context.close()
})

const height = (element: Element) => element.getBoundingClientRect().height

/** How many lines the words in it take. */
const lines = (element: Element) => {
  const range = document.createRange()
  range.selectNodeContents(element.lastChild ?? element)
  return range.getClientRects().length
}
