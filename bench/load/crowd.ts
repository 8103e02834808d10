import { standInForPage } from '../../tests/delivery/page-globals.ts'
import { obey } from './orders.ts'
import type { CrowdOrder } from './wire.ts'

// What stands in for a page has to be there before socket.io-client is loaded.
const { CrowdVisitor } = await import('./crowd-visitor.ts')

/** Many visitors in one process, with the connection that the widget has: its back-off is what spreads a crowd. */
const crowd: InstanceType<typeof CrowdVisitor>[] = []
/** So many connect at a time. */
const abreast = 50

obey<CrowdOrder>(async (order) => {
  switch (order.do) {
    case 'come': {
      const url = `http://127.0.0.1:${order.port}`
      standInForPage(url)
      for (let come = 0; come < order.count; come += abreast) {
        const next = Array.from(
          { length: Math.min(abreast, order.count - come) },
          () => new CrowdVisitor(url),
        )
        crowd.push(...next)
        await Promise.all(next.map((visitor) => visitor.welcomed))
        if (order.talk) await Promise.all(next.map((visitor) => visitor.converse()))
      }
      return {}
    }
    case 'lose':
      await Promise.all(crowd.map((visitor) => visitor.loseLines()))
      return {}
    case 'return':
      await Promise.all(crowd.map((visitor) => visitor.welcomed))
      return {
        backAt: crowd.map(({ backAt }) => backAt),
        wrong: crowd.filter(({ isRight }) => !isRight).length,
      }
  }
})
