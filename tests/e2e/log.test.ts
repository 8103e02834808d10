import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, log, openChat, visitorAt } from '../support/people.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

/** A visitor on a phone who has been offered a person: short words at the end of a long log. */
async function visitorAtTheEnd() {
  const visitor = await visitorAt(scene.browser, scene.shop.url)
  await visitor.page.setViewportSize({ width: 390, height: 600 })
  await openChat(visitor.page)
  await ask(visitor.page, 'How do returns work?')
  await log(visitor.page).getByText('What does a return cost?').waitFor()
  await ask(visitor.page, 'zzgrmpf qwtz vlork')
  await log(visitor.page).getByText('I have no answer to that. A person can help.').waitFor()
  return visitor
}

const jumpButton = (page: Page) => page.getByRole('button', { name: 'To the last message' })

test.each([
  [390, 700],
  [360, 300],
])(
  'on a screen of %i × %i a visitor reads an answer from its beginning, however long it is',
  async (width, height) => {
    const { page, context } = await visitorAt(scene.browser, scene.shop.url)
    await page.setViewportSize({ width, height })
    await openChat(page)
    await ask(page, 'How do returns work?')
    await log(page).getByText('What does a return cost?').waitFor()
    const toTheTop = () =>
      log(page).evaluate((element) => {
        const turn = element.querySelector('.turn--assistant:last-child') ?? element
        return turn.getBoundingClientRect().top - element.getBoundingClientRect().top
      })
    await expect.poll(toTheTop).toBeGreaterThanOrEqual(0)
    expect(await jumpButton(page).count()).toBe(0)
    // The next one as well, and what the visitor asks is followed before.
    await ask(page, 'When will I get my refund?')
    await log(page).getByText('within 2 working days').waitFor()
    await expect.poll(toTheTop).toBeGreaterThanOrEqual(0)
    await context.close()
  },
)

test('a visitor who reads on in a long answer stays where they are while it grows', async () => {
  const { page, context } = await visitorAt(scene.browser, scene.shop.url)
  await page.setViewportSize({ width: 360, height: 400 })
  await openChat(page)
  await ask(page, 'How do returns work?')
  await log(page).getByText('What does a return cost?').waitFor()
  const moved = await log(page).evaluate(async (element) => {
    element.scrollTop += 150
    const before = element.scrollTop
    await new Promise(requestAnimationFrame)
    const more = document.createElement('div')
    more.style.height = '300px'
    element.querySelector('.turn:last-child > .answer')?.append(more)
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    return element.scrollTop - before
  })
  expect(moved).toBe(0)
  expect(await jumpButton(page).count()).toBe(0)
  await context.close()
})

test('what grows in the moment that the log moves does not take the visitor from its end', async () => {
  const { page, context } = await visitorAtTheEnd()
  const toTheEnd = await log(page).evaluate(async (element) => {
    element.scrollTop = element.scrollHeight
    await new Promise(requestAnimationFrame)
    // Between two frames: the next one begins with telling that the log was scrolled.
    await new Promise((resolve) => setTimeout(resolve))
    element.scrollTop -= 1
    const more = document.createElement('div')
    more.style.height = '100px'
    element.querySelector('.turn:last-child > .answer')?.append(more)
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    return element.scrollHeight - element.scrollTop - element.clientHeight
  })
  expect(toTheEnd).toBeLessThan(2)
  expect(await jumpButton(page).count()).toBe(0)
  await context.close()
})

test('what takes room from the log in the moment that it moves does not take the visitor from its end', async () => {
  const { page, context } = await visitorAtTheEnd()
  const toTheEnd = await log(page).evaluate(async (element) => {
    element.scrollTop = element.scrollHeight
    await new Promise(requestAnimationFrame)
    await new Promise((resolve) => setTimeout(resolve, 20))
    // The log is told that it was scrolled, and the place in line comes above it before the next frame.
    element.dispatchEvent(new Event('scroll'))
    const above = document.createElement('div')
    above.style.cssText = 'flex: none; height: 160px'
    element.before(above)
    for (let frame = 0; frame < 4; frame++) {
      await new Promise((resolve) => setTimeout(resolve))
      await new Promise(requestAnimationFrame)
    }
    return element.scrollHeight - element.scrollTop - element.clientHeight
  })
  expect(toTheEnd).toBeLessThan(2)
  expect(await jumpButton(page).count()).toBe(0)
  await context.close()
})

test('who scrolls up to read again stays there, and finds the way back', async () => {
  const { page, context } = await visitorAtTheEnd()
  const top = await log(page).evaluate(async (element) => {
    // Slowly, as with a finger.
    for (let step = 0; step < 10; step++) {
      element.scrollTop -= 20
      await new Promise(requestAnimationFrame)
    }
    return element.scrollTop
  })
  await jumpButton(page).waitFor()
  expect(await log(page).evaluate((element) => element.scrollTop)).toBe(top)
  await jumpButton(page).click()
  await jumpButton(page).waitFor({ state: 'detached' })
  await context.close()
})
