export{v as isSyncing,y as onSync,b as start,x as syncSoon,S as withSyncLock}from"./sync-parts.js";
