export{r as NAME,i as emergencyNumber,a as numberHere,o as showEmergencyNumber}from"./page-parts.js";
