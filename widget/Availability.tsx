import { Avatar } from '../ui/avatar.tsx'
import type { AgentFace } from '../protocol/conversation.ts'
import type { DeskState } from '../protocol/visitor.ts'
import type { WidgetStrings } from '../ui/strings.ts'

const facesMax = 3

export function Faces({ agents, small }: { agents: AgentFace[]; small?: boolean }) {
  return (
    <span class="faces">
      {agents.slice(0, facesMax).map((agent) => (
        <Avatar key={agent.id} {...agent} {...(small ? { small } : {})} />
      ))}
    </span>
  )
}

/** When somebody will be in, in words. */
export function whenBack(desk: DeskState, t: WidgetStrings): string {
  const opensAt = opening(desk)
  return opensAt ? t.backAt(Date.now(), opensAt) : t.nobodyIn
}

/** When the office opens, if that is known and still to come. */
export function opening({ opensAt }: DeskState): number | null {
  return opensAt && opensAt > Date.now() ? opensAt : null
}
