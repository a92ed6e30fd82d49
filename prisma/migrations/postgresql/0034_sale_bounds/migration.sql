-- Where a product is sold and from which age, as JSON. Null = everywhere, to anybody.
ALTER TABLE "product" ADD COLUMN "saleBounds" TEXT;

-- What the host platform says of its learner and products ask about. Null = it does not say.
ALTER TABLE "learner" ADD COLUMN "country" TEXT;
ALTER TABLE "learner" ADD COLUMN "ageYears" INTEGER CHECK ("ageYears" BETWEEN 0 AND 21);
