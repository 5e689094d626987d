export{S as offerAll}from"./sync-parts.js";
