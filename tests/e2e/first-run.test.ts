import { expect, test } from 'vitest'
import { agentAt, visit } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

test('the link of the first start makes the owner’s account, once', async () => {
  const link = /http\S+#setup=\S+/.exec(scene.desk.printed())?.[0]
  expect(link).toBeDefined()
  const context = await scene.browser.newContext({ locale: 'en-GB' })
  const page = await visit(context, link ?? '')
  expect(page.url()).not.toContain('setup=')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@alder.example')
  await page.getByLabel('Password').fill('too short')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByText('Use at least 10 characters.').waitFor()
  await page.getByLabel('Password').fill('Ada rides to work')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()

  const late = await visit(await scene.browser.newContext(), link ?? '')
  await late.getByText('This link has been used.', { exact: false }).waitFor()
  await late.context().close()
  await context.close()

  const again = await agentAt(scene.browser, scene.desk.url, {
    email: 'ada@alder.example',
    password: 'Ada rides to work',
  })
  await again.context.close()
})
