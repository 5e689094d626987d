export{_t as StorageError,R as Store,z as deviceStore,Ht as localTime,it as newId,B as onSpare,V as openStore,H as whenOpen}from"./app.js";
