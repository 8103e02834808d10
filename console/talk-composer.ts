import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { ConversationId } from '../protocol/conversation.ts'
import { createTypingTeller } from '../ui/typing.ts'
import type { AgentConnection } from './agent-connection.ts'
import type { Drafts, WriteTab } from './drafts.ts'
import type { OwnText, OwnTexts } from './own-texts.ts'

/** What is being written: a reply or a note, each with its own draft. Only a reply shows the visitor "is writing". */
export function createComposer(
  conversationId: ConversationId,
  connection: AgentConnection,
  drafts: Drafts,
  own: OwnTexts,
  isMine: ReadonlySignal<boolean>,
) {
  const tab = signal<WriteTab>('reply')
  const focusWish = signal(0)
  const draft = signal(drafts.get(conversationId, 'reply'))
  const teller = createTypingTeller((typing) => connection.tell('typing:set', { conversationId, typing }))

  function choose(next: WriteTab): void {
    if (next === 'note') teller.ended()
    tab.value = next
    draft.value = drafts.get(conversationId, next)
  }
  function type(text: string): void {
    draft.value = text
    drafts.set(conversationId, tab.peek(), text)
    if (tab.peek() === 'note' || !isMine.peek()) return
    if (text.trim()) teller.typed()
    else teller.ended()
  }
  return {
    tab,
    focusWish,
    draft,
    choose,
    type,
    write(next: WriteTab) {
      choose(next)
      focusWish.value += 1
    },
    send() {
      const text = draft.peek().trim()
      if (!text || (tab.peek() === 'reply' && !isMine.peek())) return
      own.outbox(tab.peek()).add(text)
      type('')
    },
    retry: (text: OwnText) => own.outbox(text.tab).retry(text.messageId),
    remove: (text: OwnText) => own.outbox(text.tab).remove(text.messageId),
    stop: () => teller.ended(),
  }
}
