import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene(async (faqDir) => {
  const file = join(faqDir, 'site.json')
  const site = JSON.parse(await readFile(file, 'utf8')) as { brand: string }
  await writeFile(file, JSON.stringify({ ...site, brand: '#b3471d' }))
})

test("the launcher has the site's colour before anything but the tag is loaded", async () => {
  const { context, page } = await visitorAt(scene.browser, scene.shop.url)
  const launcher = page.locator('frontdesk-chat button').first()
  await launcher.waitFor()
  const colour = await launcher.evaluate((button) => getComputedStyle(button).backgroundColor)
  expect(await asPixel(page, colour)).toEqual([179, 71, 29])
  await context.close()
})

/** Whatever form the browser gives the colour: the pixel it paints. */
function asPixel(page: Awaited<ReturnType<typeof visitorAt>>['page'], colour: string): Promise<number[]> {
  return page.evaluate((fill) => {
    const context = document.createElement('canvas').getContext('2d')
    if (!context) return []
    context.fillStyle = fill
    context.fillRect(0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)]
  }, colour)
}
