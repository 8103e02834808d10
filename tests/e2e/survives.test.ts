import { expect, test } from 'vitest'
import { agentAt, ask, askForPerson, log, openChat, openRow, reply, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

test('killed and started again in mid-conversation, the desk has every message once and both screens show the same', async () => {
  const agent = await agentAt(scene.browser, scene.desk.url, await scene.desk.addAgent('Ada', 'owner'))
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await openChat(visitor.page)
  await ask(visitor.page, 'zzgrmpf before the power cut')
  await askForPerson(visitor.page)
  await openRow(agent.page, 'zzgrmpf before the power cut')
  await agent.page.getByRole('button', { name: /^Take/ }).last().click()
  await visitor.page.getByText(/^Ada joined at/).waitFor()

  const said: string[] = ['zzgrmpf before the power cut']
  for (let round = 1; round <= 3; round++) {
    for (let line = 1; line <= 3; line++) {
      const [question, answer] = [`question ${round}.${line}`, `reply ${round}.${line}`]
      said.push(question, answer)
      await ask(visitor.page, question)
      await reply(agent.page, answer)
    }
    await scene.desk.kill()
    const [late, later] = [`written offline ${round}`, `replied offline ${round}`]
    said.push(late, later)
    await ask(visitor.page, late)
    await reply(agent.page, later)
    await visitor.page.getByText('Will be sent').first().waitFor()
    await scene.desk.start()
    await log(visitor.page).getByText(later).waitFor({ timeout: 30_000 })
    await log(agent.page).getByText(late).waitFor({ timeout: 30_000 })
  }

  for (const text of said) {
    expect(await log(visitor.page).getByText(text, { exact: true }).count(), `visitor: ${text}`).toBe(1)
    expect(await log(agent.page).getByText(text, { exact: true }).count(), `agent: ${text}`).toBe(1)
  }
  expect(await orderOf(visitor.page, said)).toEqual(await orderOf(agent.page, said))

  // A fresh page shows what the live ones show.
  await visitor.page.reload()
  await openChat(visitor.page)
  await visitor.page
    .getByRole('button', { name: /^Ada|Ada/ })
    .first()
    .click()
  await log(visitor.page).getByText('replied offline 3').waitFor()
  expect(await orderOf(visitor.page, said)).toEqual(await orderOf(agent.page, said))
  await agent.context.close()
  await visitor.context.close()
}, 120_000)

/** The texts in the order in which a screen's log shows them. */
async function orderOf(page: Parameters<typeof log>[0], texts: string[]): Promise<string[]> {
  const shown = await log(page).innerText()
  return shown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => texts.includes(line))
}
