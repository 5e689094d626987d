export{_ as offerAll}from"./sync-parts.js";
