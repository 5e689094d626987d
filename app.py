"""What `flask` loads, and WSGI servers: `app`; and what granian serves: `front`, see hinge_pwa/serving/front.py."""

from hinge_pwa.serving.front import Front
from hinge_pwa.start import start

app = start()
front = Front(app)
