/** What a certificate's holder is, stated by the one organisational unit of its subject (Fabric's NodeOUs). */
export type NodeRole = 'client' | 'peer' | 'admin' | 'orderer';

export const nodeRoles: readonly NodeRole[] = ['client', 'peer', 'admin', 'orderer'];
