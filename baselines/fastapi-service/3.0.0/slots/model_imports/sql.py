from sqlalchemy import DateTime
