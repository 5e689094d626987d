export{s as signIn}from"./sync-parts.js";
