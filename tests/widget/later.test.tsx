// @vitest-environment happy-dom
import { render } from 'preact'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ChatContext } from '../../widget/chat-context.ts'
import type { PanelContext } from '../../widget/chat-context.ts'
import { later } from '../../widget/later.tsx'
import type { Part } from '../../widget/later.tsx'

test('a part that comes between drawing and looking, fetched for one that is gone, is shown', async () => {
  const part: Part<object> = { Show: () => <p>here</p>, styles: '' }
  let arrive: (module: { part: Part<object> }) => void = () => undefined
  const fetchModule = vi.fn(() => new Promise<{ part: Part<object> }>((resolve) => (arrive = resolve)))
  const Later = later(
    fetchModule,
    (module) => module.part,
    () => <p>coming</p>,
  )
  const place = document.createElement('div')
  document.body.append(place)
  onTestFinished(() => {
    render(null, place)
    place.remove()
  })
  const draw = (key: string) =>
    render(
      <ChatContext.Provider value={{ wear: () => undefined } as unknown as PanelContext}>
        <Later key={key} />
      </ChatContext.Provider>,
      place,
    )

  draw('first')
  await vi.waitFor(() => expect(fetchModule).toHaveBeenCalledOnce())
  draw('second')
  expect(place.textContent).toBe('coming')
  arrive({ part })
  await vi.waitFor(() => expect(place.textContent).toBe('here'))
})
