export{a as offerAll}from"./records-parts.js";
