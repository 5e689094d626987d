export{ht as StorageError,I as Store,L as deviceStore,Bt as localTime,nt as newId,R as onSpare,z as openStore,B as whenOpen}from"./app.js";
