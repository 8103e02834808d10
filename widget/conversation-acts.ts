import type { ReadonlySignal, Signal } from '@preact/signals'
import type { ConversationId } from '../protocol/conversation.ts'
import type { Reply } from '../protocol/refusals.ts'
import type { Acts } from './acts.ts'
import type { Screen } from './chat-model.ts'
import type { OwnMessages } from './own-messages.ts'
import type { Session, VisitorConnection } from './session.ts'
import type { Standing } from './standing.ts'

/** Whether the address was taken, and where it was not, that it should be checked. */
export type EmailOutcome = 'left' | 'check' | 'overtaken'

/** What the visitor does in the conversation besides writing. Each is over when the server has answered for good. */
export interface ConversationActs {
  pick(of: number, faqId: string | null): Promise<unknown>
  rateAnswer(of: number, helped: boolean): Promise<unknown>
  requestPerson(): Promise<void>
  stopWaiting(): Promise<unknown>
  leaveEmail(email: string): Promise<EmailOutcome>
  end(): Promise<unknown>
  rate(rating: number, comment: string): Promise<unknown>
}

export function createConversationActs(parts: {
  connection: VisitorConnection
  session: Session
  acts: Acts
  own: OwnMessages
  standing: ReadonlySignal<Standing>
  screen: Signal<Screen>
  draft: Signal<string>
  settleKey: () => void
  wantFocus: () => void
}): ConversationActs {
  const { connection, session, acts, own, standing, screen, draft, settleKey, wantFocus } = parts

  /**
   * An act in the conversation on the screen when it was begun, however often it is tried. Whatever the answer, the
   * transcript then says what is true.
   */
  async function act<D extends { sequence: number }>(
    name: string,
    ask: (conversationId: ConversationId, requestId: string) => Promise<Reply<D>>,
  ): Promise<Reply<D> | null> {
    let id = session.conversationId.peek()
    const reply = await acts.act<D>(name, async (requestId) => {
      id ??= session.conversationId.peek()
      return id ? ask(id, requestId) : { ok: false, refusal: 'try-again' }
    })
    if (reply && id && id === session.conversationId.peek())
      await session.adopt(id).compare(reply.ok ? reply.data.sequence : undefined)
    wantFocus() // What was pressed may be gone.
    return reply
  }

  return {
    pick: (of, faqId) =>
      act('pick', (id, requestId) =>
        connection.ask('choice:pick', { conversationId: id, requestId, of, faqId }),
      ),
    rateAnswer: (of, helped) =>
      act(`rate-answer ${of}`, (id, requestId) =>
        connection.ask('answer:rate', { conversationId: id, requestId, of, helped }),
      ),
    async requestPerson() {
      const { status } = standing.peek()
      if (status === 'waiting' || status === 'agent') {
        screen.value = 'conversation'
        return
      }
      settleKey()
      if (status === 'closed') session.forget()
      // Nobody is in: an address helps more than a place in line, which is kept all the same.
      screen.value = session.desk.peek()?.agents.length === 0 ? 'email' : 'conversation'
      let id: ConversationId | null = null
      const reply = await acts.act('person', (requestId) => {
        id ??= session.openId()
        return connection.ask('handoff:request', { conversationId: id, requestId })
      })
      if (reply?.ok) await session.adopt(reply.data.conversationId).compare(reply.data.sequence)
      wantFocus()
    },
    stopWaiting: () =>
      act('stop-waiting', (id, requestId) =>
        connection.ask('waiting:stop', { conversationId: id, requestId }),
      ),
    async leaveEmail(email) {
      const reply = await act('email', (id, requestId) =>
        connection.ask('email:leave', { conversationId: id, requestId, email }),
      )
      if (reply && !reply.ok && reply.refusal === 'bad-request') return 'check'
      screen.value = 'conversation'
      if (!reply?.ok) return 'overtaken'
      // After the address: in a conversation that has moved on, the words stay in the field.
      const text = draft.peek().trim()
      if (text) own.add(text)
      draft.value = ''
      return 'left'
    },
    end: () =>
      act('end', (id, requestId) => connection.ask('conversation:close', { conversationId: id, requestId })),
    rate: (rating, comment) =>
      act('rate', (id, requestId) =>
        connection.ask('conversation:rate', { conversationId: id, requestId, rating, comment }),
      ),
  }
}
