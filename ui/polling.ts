import { XHR } from 'socket.io-client'

/** How Socket.IO talks over plain requests. In a module of its own because few networks need it. */
export const polling = XHR
