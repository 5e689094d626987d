export{t as NAME,n as emergencyNumber,r as numberHere,i as showEmergencyNumber}from"./page-parts.js";
