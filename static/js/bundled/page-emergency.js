export{i as showEmergencyNumber}from"./page-parts.js";
