"""What `flask` and WSGI servers load: `flask --app app …`, `granian --interface wsgi app:app`."""

from hinge_pwa import create_app

app = create_app()
