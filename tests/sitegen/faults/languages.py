"""A few sentences in other languages, for pages that came out in the wrong one."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final[dict[str, tuple[str, ...]]] = {
    "de": (
        "Die Preisfreigabe dauert in vielen Unternehmen länger als das Gespräch mit dem Kunden.",
        "Wer den Rabatt genehmigt, sollte auch die Marge des Auftrags kennen.",
        "Am Ende des Quartals liegen zu viele Anfragen auf einem einzigen Schreibtisch.",
        "Ein klarer Ablauf spart Zeit und nimmt den Verkäufern die Unsicherheit.",
        "Ohne gepflegte Stammdaten bleibt jede Auswertung ein Ratespiel.",
        "Der Vertrieb und die Buchhaltung sehen oft nicht dieselben Zahlen.",
        "Nach drei Monaten zeigt sich, ob die neue Regel wirklich benutzt wird.",
        "Kleine Ausnahmen werden schnell zur Gewohnheit, wenn niemand nachfragt.",
        "Es lohnt sich, jede verlorene Ausschreibung kurz zu besprechen.",
        "Die Geschäftsführung erwartet eine Zahl, der sie vertrauen kann.",
    ),
    "es": (
        "La previsión de ventas pierde valor cuando nadie revisa las fechas de cierre.",
        "Cada responsable debe explicar por qué una oportunidad sigue abierta.",
        "Los descuentos sin límite acaban por cambiar el precio de lista.",
        "El equipo necesita una regla sencilla y una persona que la cuide.",
        "Durante las primeras semanas conviene escuchar más que decidir.",
        "Un buen informe cabe en una página y se entiende sin ayuda.",
        "Las renovaciones empiezan mucho antes de que venza el contrato.",
        "Cuando los datos no coinciden, la reunión se convierte en una discusión.",
        "La comisión debe premiar el trabajo que la empresa quiere repetir.",
        "Nadie compra una herramienta para tener más tareas que antes.",
    ),
    "fr": (
        "La prévision des ventes repose d’abord sur des étapes que tout le monde comprend.",
        "Une remise accordée sans raison devient vite la règle du trimestre.",
        "Le responsable régional vérifie chaque semaine les affaires qui n’avancent plus.",
        "Les nouveaux vendeurs ont besoin d’un territoire clair et d’un objectif juste.",
        "Un outil de plus ne remplace pas une décision que personne ne veut prendre.",
        "Le renouvellement se prépare bien avant la date inscrite au contrat.",
        "La qualité des données dépend de la personne qui les saisit.",
        "Il vaut mieux trois mesures suivies que douze tableaux oubliés.",
        "Quand la direction change de plan, les équipes perdent confiance.",
        "Chaque exception mérite une trace écrite et une date de fin.",
    ),
}
