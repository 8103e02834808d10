import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { faqFolder, faqTool } from './faq-folder.ts'

/** A site where only these paths answer, and what it was asked. */
async function site(...paths: string[]) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.statusCode = paths.includes(request.url ?? '') ? 200 : 404
    response.end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

test('links are fetched when asked for, and a dead one is named with its entry', async () => {
  const shop = await site('/delivery.html')
  const folder = await faqFolder((faq) => {
    faq['en/shop.json'].entries[1]!.answer =
      `Monday to Friday, 9 am to 5:30 pm. See [hours](${shop.url}/gone#top).`
  })
  const { out } = await faqTool(folder, 'check', '--links', '--site', shop.url)
  expect(out).toContain(
    `entry "opening-hours": the page ${shop.url}/gone#top answers 404. Link to one that is there.`,
  )
  expect(out).not.toContain('/delivery.html answers')
  expect(shop.asked).toContain('/delivery.html')
})

test('without --links nothing is fetched', async () => {
  const shop = await site()
  const folder = await faqFolder((faq) => {
    faq['en/shop.json'].entries[1]!.answer = `Monday to Friday, 9 am to 5:30 pm. [hours](${shop.url}/gone)`
  })
  await faqTool(folder, 'check')
  expect(shop.asked).toEqual([])
})

test('a site that does not answer is said to be out of reach', async () => {
  const folder = await faqFolder((faq) => {
    faq['en/shop.json'].entries[1]!.answer = '[hours](http://127.0.0.1:1/)'
  })
  expect((await faqTool(folder, 'check', '--links')).out).toContain(
    'the page http://127.0.0.1:1/ cannot be reached.',
  )
})
