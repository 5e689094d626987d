"""What `flask` and WSGI servers load: `flask --app app …`, `granian --interface wsgi app:app`."""

from hinge_pwa.start import start

app = start()
