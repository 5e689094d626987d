export{$ as StorageError,y as Store,b as deviceStore,wt as localTime,z as newId,x as onSpare,S as openStore,C as whenOpen}from"./app.js";
