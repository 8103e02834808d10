import { expect, test } from 'vitest'
import { createDeferred } from '../../server/bot/deferred.ts'
import { createMatcherVersions } from '../../server/bot/matcher-versions.ts'
import type { Site } from '../../server/ports.ts'
import type { Answerer, LearnedBytes, Learner, Lesson } from '../../server/bot/matchers.ts'
import { createOpenMatchers } from '../../server/bot/open-matchers.ts'
import { takeLesson } from '../../server/bot/take-lesson.ts'
import { createTalk } from '../../server/bot/talk/talk.ts'

const lesson = (language: string, id: string, answer = ''): Lesson => ({
  language,
  keep: 0.9,
  entries: [{ id, phrasings: [id], question: id, answer }],
})

/** A learner whose lessons are over when the test says so. */
function createGatedLearner() {
  const hurried: string[] = []
  const begun: { lesson: Lesson; finish: () => Promise<void>; fail: (cause: Error) => void }[] = []
  const learner: Learner = {
    learn(lesson) {
      const { promise, resolve, reject } = createDeferred<LearnedBytes>()
      const finish = () => takeLesson(lesson, null).then(resolve)
      begun.push({ lesson, finish, fail: reject })
      return promise
    },
    hurry: (language) => void hurried.push(language),
    close: async () => {},
  }
  const begin = (language: string) => {
    const found = begun.findLast((each) => each.lesson.language === language)
    if (!found) throw new Error(`${language} is not being learned`)
    return found
  }
  return { learner, begun, begin, hurried }
}

/** The real matchers, which can be made to forget everything as a crash does. */
function createMortalAnswerer() {
  const answerer = createOpenMatchers()
  let restarted = () => {}
  const start = (onRestart: () => void): Answerer => {
    restarted = onRestart
    return answerer
  }
  return { start, crash: () => answerer.close().then(() => restarted()) }
}

function createVersions() {
  const gate = createGatedLearner()
  const mortal = createMortalAnswerer()
  const versions = createMatcherVersions(gate.learner, mortal.start, (cause) => expect.fail(String(cause)))
  const ask = async (text: string, language: string) =>
    (await versions.match(text, language)).ranked[0]?.id ?? 'unknown'
  return { ...gate, versions, ask, crash: mortal.crash }
}

test('only what changed is learned, and the old matcher answers until then', async () => {
  const { versions, ask, begun, begin } = createVersions()
  const first = versions.update([lesson('en', 'apple'), lesson('de', 'apfel')])
  await Promise.all([begin('en').finish(), begin('de').finish(), first])
  expect(begun).toHaveLength(2)

  await versions.update([lesson('en', 'apple', 'another answer'), lesson('de', 'apfel')])
  expect(begun).toHaveLength(2)

  const second = versions.update([lesson('en', 'pear'), lesson('de', 'apfel')])
  expect(begun.slice(2).map((each) => each.lesson.language)).toEqual(['en'])
  expect(await ask('apple', 'en')).toBe('apple')
  await Promise.all([begin('en').finish(), second])
  expect([await ask('pear', 'en'), await ask('apfel', 'de')]).toEqual(['pear', 'apfel'])
  await versions.close()
})

test('German is answered while English is still being learned, and English waits for its own lesson only', async () => {
  const { versions, ask, begin } = createVersions()
  const learning = versions.update([lesson('en', 'apple'), lesson('de', 'apfel')])
  const early = ask('apple', 'en')
  await begin('de').finish()
  expect(await ask('apfel', 'de')).toBe('apfel')
  await begin('en').finish()
  expect(await early).toBe('apple')
  await learning
  await versions.close()
})

test('of two edits in a row the later one counts, whichever is learned first', async () => {
  const { versions, ask, begun } = createVersions()
  const edits = [versions.update([lesson('en', 'apple')]), versions.update([lesson('en', 'pear')])]
  await begun[1]?.finish()
  expect(await ask('pear', 'en')).toBe('pear')
  await begun[0]?.finish()
  await Promise.all(edits)
  expect(await ask('pear', 'en')).toBe('pear')
  await versions.close()
})

test('a lesson that fails leaves the last one in place, and the next one is learned', async () => {
  const { versions, ask, begin } = createVersions()
  const first = versions.update([lesson('en', 'apple')])
  begin('en').fail(new Error('out of memory'))
  await expect(first).rejects.toThrow('out of memory')
  await expect(ask('apple', 'en')).rejects.toThrow('out of memory')

  const second = versions.update([lesson('en', 'pear')])
  const asked = ask('pear', 'en')
  await begin('en').finish()
  expect(await asked).toBe('pear')
  await second

  const third = versions.update([lesson('en', 'plum')])
  begin('en').fail(new Error('again'))
  await expect(third).rejects.toThrow('again')
  expect(await ask('pear', 'en')).toBe('pear')
  await versions.close()
})

test('what answers is taught everything again after a crash', async () => {
  const { versions, ask, begin, crash } = createVersions()
  const first = versions.update([lesson('en', 'apple'), lesson('de', 'apfel')])
  await Promise.all([begin('en').finish(), begin('de').finish(), first])
  await crash()
  const asked = ask('apple', 'en')
  await begin('en').finish()
  expect(await asked).toBe('apple')
  await begin('de').finish()
  expect(await ask('apfel', 'de')).toBe('apfel')
  await versions.close()
})

test('nobody waits for a language that was removed, or for what was closed', async () => {
  const { versions, ask } = createVersions()
  void versions.update([lesson('en', 'apple'), lesson('de', 'apfel')])
  const removed = ask('apfel', 'de')
  await versions.update([])
  await expect(removed).rejects.toThrow('removed')
  await expect(ask('apple', 'en')).rejects.toThrow('no matcher')
  void versions.update([lesson('en', 'pear')])
  const closed = ask('pear', 'en')
  await versions.close()
  await expect(closed).rejects.toThrow('closed')
})

test('what is still to be taught when it closes is not learned', async () => {
  const { versions, begun } = createVersions()
  await versions.close()
  await versions.update([lesson('en', 'apple')])
  expect(begun).toEqual([])
})

test('a language that somebody asks before it answers is to be learned next', async () => {
  const { versions, ask, begin, hurried } = createVersions()
  const learning = versions.update([lesson('en', 'apple'), lesson('de', 'apfel')])
  const early = ask('apfel', 'de')
  await Promise.all([begin('en').finish(), begin('de').finish(), learning])
  expect(await early).toBe('apfel')
  await ask('apple', 'en')
  expect(hurried).toEqual(['de'])
  await versions.close()
})

test('small talk in the very first message waits for no other language', async () => {
  const { versions, begun, begin, hurried } = createVersions()
  const faq = [lesson('en', 'apple'), lesson('de', 'apfel'), lesson('fr', 'pomme')]
  const talk = createTalk({
    match: (text, tag) => versions.match(text, tag),
    teach: () => versions.update([...faq, ...talk.lessons()]),
    hurry: versions.hurry,
    onFault: (cause) => expect.fail(String(cause)),
  })
  void versions.update(faq).catch(() => {})
  const site = {
    name: { fr: 'Alder' },
    languages: ['en', 'de', 'fr'],
    talk: { off: [], replies: {} },
  } as unknown as Site
  const understood = talk.understand('bonjour', 'fr', (text) => versions.match(text, 'fr'), site, String)
  await expect.poll(() => begun.length).toBe(4)
  expect(new Set(hurried)).toEqual(new Set(['fr', 'fr-x-talk']))
  await Promise.all([begin('fr').finish(), begin('fr-x-talk').finish()])
  expect((await understood).heard?.kind).toBe('hello')
  await versions.close()
})
