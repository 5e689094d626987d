export{_ as isSyncing,v as onSync,y as start,b as syncSoon,x as withSyncLock}from"./sync-parts.js";
