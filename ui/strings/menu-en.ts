/** The menu of a conversation. Comes with that menu. */
export const menuEn = {
  end: 'End the conversation',
  sound: 'Sound',
}
