"""`app` is for the `flask` command and WSGI servers; `front` is for granian: see hinge_pwa/serving/front.py."""

from hinge_pwa.serving.front import Front
from hinge_pwa.start import start

app = start()
front = Front(app)
