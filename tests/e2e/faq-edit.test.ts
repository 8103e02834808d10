import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, log, openChat, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'
import { waitFor } from '../support/wait-for.ts'

const scene = useScene()

test('a saved answer is given at once; a broken edit is refused with its line and the last good one stays', async () => {
  const file = join(scene.desk.faqDir, 'en', 'returns.json')
  const edited = withAnswer(await readFile(file, 'utf8'), 'return-how', 'Bring it back by **balloon**.')

  await writeFile(file, edited)
  await waitFor('the news of the saved file', () => scene.desk.printed().includes('returns.json'))
  expect(await answerTo('How do returns work?')).toContain('Bring it back by balloon.')

  const heard = scene.desk.printed().length
  await writeFile(file, edited.replace('"entries": [', '"entries": [ oops'))
  await waitFor('the line of the mistake', () => /returns\.json:\d+/.test(scene.desk.printed().slice(heard)))
  expect(await answerTo('How do returns work?')).toContain('Bring it back by balloon.')

  await writeFile(file, edited.replaceAll('balloon', 'rowing boat'))
  await waitFor('the mended answer', async () =>
    (await answerTo('How do returns work?')).includes('rowing boat'),
  )
})

async function answerTo(question: string): Promise<string> {
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  await openChat(page)
  await ask(page, question)
  await page.getByText('Did this help?').waitFor()
  await log(page).getByRole('paragraph').first().waitFor()
  const text = await log(page).innerText()
  await context.close()
  return text
}

/** The file's text with another answer under one entry, as an editor would save it. */
function withAnswer(text: string, id: string, answer: string): string {
  const file = JSON.parse(text) as { entries: { id: string; answer: string }[] }
  const entry = file.entries.find((each) => each.id === id)
  if (!entry) throw new Error(`no entry "${id}"`)
  entry.answer = answer
  return JSON.stringify(file, null, 2)
}
