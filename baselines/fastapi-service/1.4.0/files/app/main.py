# app/main.py
import logging
from contextlib import asynccontextmanager
from typing import Annotated, List

from fastapi import Depends, FastAPI, HTTPException, Path, Query
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from app import crud
from app.database import engine, get_session
from app.logging import RequestLogMiddleware, configure_logging
from app.models import <%= entity_class %>
from app.schemas import <%= entity_class %>Create, <%= entity_class %>Read, <%= entity_class %>Update

configure_logging()

logger = logging.getLogger(__name__)

MAX_ID = 2**31 - 1  # the largest value of the database's integer type


@asynccontextmanager
async def lifespan(app: FastAPI):
    """
    Runs once around the life of the application: the last thing is to close idle connections.
    The tables are not its business: scripts/migrate.sh makes them before the start.
    """
    yield
    engine.dispose()


app = FastAPI(
    title=<%= service_title | python_string %>,
    description=<%= description | python_string %>,
    version="1.0.0",
    lifespan=lifespan,
)
app.add_middleware(RequestLogMiddleware)

SessionDep = Annotated[Session, Depends(get_session)]


def find_<%= entity_snake %>(
    <%= entity_snake %>_id: Annotated[int, Path(ge=1, le=MAX_ID)], session: SessionDep
) -> <%= entity_class %>:
    """
    Dependency that returns the <%= entity_words %> named in the path, or answers 404.
    """
    <%= entity_snake %> = crud.get_<%= entity_snake %>(session, <%= entity_snake %>_id)
    if <%= entity_snake %> is None:
        raise HTTPException(status_code=404, detail="<%= entity_words | capitalize %> not found")
    return <%= entity_snake %>


Found<%= entity_class %> = Annotated[<%= entity_class %>, Depends(find_<%= entity_snake %>)]


@app.get("/health", tags=["health"])
def health():
    """
    Answers as long as the process serves requests; asks no dependency.
    """
    return {"status": "ok"}


@app.get("/ready", tags=["health"], responses={503: {"description": "The database does not answer"}})
def ready(session: SessionDep):
    """
    Answers 200 when the database answers, and 503 otherwise: no requests should come then.
    """
    try:
        session.exec(select(1)).one()
    except SQLAlchemyError as error:
        logger.warning("The database does not answer: %s", error)
        raise HTTPException(status_code=503, detail="The database does not answer") from error
    return {"status": "ok"}


@app.get("/<%= plural_kebab %>", response_model=List[<%= entity_class %>Read], tags=["<%= plural_kebab %>"])
def list_<%= plural_snake %>(
    session: SessionDep,
    skip: Annotated[int, Query(ge=0, le=MAX_ID)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
):
    """
    Lists <%= plural_words %>, oldest first.
    """
    return crud.get_<%= plural_snake %>(session, skip=skip, limit=limit)


@app.post("/<%= plural_kebab %>", response_model=<%= entity_class %>Read, status_code=201, tags=["<%= plural_kebab %>"])
def create_<%= entity_snake %>(data: <%= entity_class %>Create, session: SessionDep):
    """
    Creates a <%= entity_words %>.
    """
    return crud.create_<%= entity_snake %>(session, data)


@app.get("/<%= plural_kebab %>/{<%= entity_snake %>_id}", response_model=<%= entity_class %>Read, tags=["<%= plural_kebab %>"])
def read_<%= entity_snake %>(<%= entity_snake %>: Found<%= entity_class %>):
    """
    Returns one <%= entity_words %>.
    """
    return <%= entity_snake %>


@app.put("/<%= plural_kebab %>/{<%= entity_snake %>_id}", response_model=<%= entity_class %>Read, tags=["<%= plural_kebab %>"])
def update_<%= entity_snake %>(<%= entity_snake %>: Found<%= entity_class %>, data: <%= entity_class %>Update, session: SessionDep):
    """
    Replaces one <%= entity_words %>.
    """
    return crud.update_<%= entity_snake %>(session, <%= entity_snake %>, data)


@app.delete("/<%= plural_kebab %>/{<%= entity_snake %>_id}", status_code=204, tags=["<%= plural_kebab %>"])
def delete_<%= entity_snake %>(<%= entity_snake %>: Found<%= entity_class %>, session: SessionDep):
    """
    Deletes one <%= entity_words %>.
    """
    crud.delete_<%= entity_snake %>(session, <%= entity_snake %>)
