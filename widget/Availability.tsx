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
  const now = Date.now()
  return desk.opensAt && desk.opensAt > now ? t.backAt(now, desk.opensAt) : t.nobodyIn
}
