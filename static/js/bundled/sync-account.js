export{u as finishLeaving}from"./sync-parts.js";
