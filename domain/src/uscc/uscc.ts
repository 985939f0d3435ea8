// Templates judge the code, too, and protocol imports nothing of this room.
export { isUscc } from '@quancheng/protocol';
