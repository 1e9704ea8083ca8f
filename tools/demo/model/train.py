"""Contrastive training from scratch: pictures and captions of a batch are drawn together where the caption is true of the picture."""

import ctypes
import math
import random
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import torch
from PIL import Image
from torch.nn import functional

from captions.grammar import caption
from captions.meanings import facts_of
from captions.prompts import prompts
from world.subjects import SUBJECTS

from .towers import IMAGE_SIZE

MEAN, STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
BATCH, CAPTIONS = 256, 2  # pictures of a step, captions of each
NOTIONS = 0.25  # the weight of telling a family of notions apart (subjects, activities, places, hair, letterings, ...)
WARM_UP, REPORT = 0.04, 250  # WARM_UP is a share of the steps
LEAST_CROP = 0.82  # how much of a picture's side a crop keeps at least: less would cut off what the captions tell of


class Stage(NamedTuple):
    steps: int
    rate: float  # the highest learning rate, after the warm-up; from there it falls along a cosine
    fall: int  # the steps it would take to fall to nothing
    scale: float  # what cosines are multiplied by at first; learned from there on
    sizes: tuple  # (up to which share of the steps, side of the pictures): small pictures cost less and teach the coarse things
    crops: float = 0.0  # the share of the pictures of a step that are crops; the others are whole, as searches meet them


class Truth:
    """Which captions of a batch are true of which of its pictures."""

    def __init__(self, scenes):
        self.facts, self.rows = {}, []
        for scene in scenes:
            self.rows.append(np.array(sorted(self.facts.setdefault(fact, len(self.facts)) for fact in facts_of(scene)), np.int32))

    def matrix(self, picks, meanings):
        """[captions, pictures] of booleans."""
        present = np.zeros((len(self.facts) + 1, len(picks)), bool)  # the last row: facts that no scene has
        for column, pick in enumerate(picks):
            present[self.rows[pick], column] = True
        known, true = {}, np.ones((len(meanings), len(picks)), bool)
        for row, caption_meanings in enumerate(meanings):
            for meaning in caption_meanings:
                if meaning not in known:
                    known[meaning] = present[[self.facts.get(fact, -1) for fact in meaning]].any(0)
                true[row] &= known[meaning]
        return true


def resized(pictures, side):
    """uint8 [count, side, side, 3]: the pictures as the preprocessor resizes them."""
    if pictures.shape[1] == side:
        return pictures
    return np.stack([np.asarray(Image.fromarray(picture).resize((side, side), Image.BICUBIC)) for picture in pictures])


def normalised(pixels):
    """uint8 [batch, height, width, 3] -> float [batch, 3, height, width], channels last in memory, with CLIP's mean and deviation."""
    x = torch.from_numpy(pixels).permute(0, 3, 1, 2).float().div_(255)
    return x.sub_(torch.tensor(MEAN).view(1, 3, 1, 1)).div_(torch.tensor(STD).view(1, 3, 1, 1))


class Pictures:
    """The training pictures at one size; a batch is whole pictures and crops of them, mirrored and tinted by chance."""

    def __init__(self, pictures, side, crops, mirrorable):
        self.pictures, self.side, self.crops, self.mirrorable = pictures, side, crops, mirrorable

    def batch(self, picks, dice):
        pixels = np.empty((len(picks), self.side, self.side, 3), np.uint8)
        for row, pick in enumerate(picks):
            picture = Image.fromarray(self.pictures[pick])
            kept = picture.width * (dice.uniform(LEAST_CROP, 1) if dice.random() < self.crops else 1)
            left, top = dice.uniform(0, picture.width - kept), dice.uniform(0, picture.height - kept)
            view = np.asarray(picture.resize((self.side, self.side), Image.BICUBIC, (left, top, left + kept, top + kept)))
            pixels[row] = view[:, ::-1] if self.mirrorable[pick] and dice.random() < 0.5 else view
        x = normalised(pixels)
        # Brightness and the balance of colours, little enough that a colour keeps its name.
        return x.mul_(1 + (torch.rand(len(x), 3, 1, 1) - 0.5) * 0.1 + (torch.rand(len(x), 1, 1, 1) - 0.5) * 0.2).to(memory_format=torch.channels_last)


def keep_memory():
    """Lets glibc keep what is freed: by default large tensors go back to the kernel, which zeroes their pages anew for every step.

    On two cores a step at 80 pixels takes 0.8 s instead of 1.2. Constants of malloc.h.
    """
    trim_threshold, mmap_max, arena_max = -1, -4, -8
    glibc = ctypes.CDLL(None)
    for parameter, value in ((arena_max, 1), (mmap_max, 0), (trim_threshold, -1)):
        glibc.mallopt(parameter, value)


def read(text_tower, ids, chunk=128):
    """The text tower's normalised embeddings of lists of token ids, texts of a length together: what fills up the shorter ones costs time."""
    order = sorted(range(len(ids)), key=lambda index: len(ids[index]))
    parts = []
    for first in range(0, len(order), chunk):
        rows = [ids[index] for index in order[first:first + chunk]]
        length = len(rows[-1])
        parts.append(text_tower(torch.tensor([row + row[-1:] * (length - len(row)) for row in rows])))
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return functional.normalize(torch.cat(parts).float()[back], dim=1)


def read_all(text_tower, lists):
    """The embeddings of several lists of token ids, read together: many short runs would cost more than a few long ones."""
    return read(text_tower, [row for rows in lists for row in rows]).split([len(rows) for rows in lists])


def loss_of(images, texts, true, scale):
    """Cross entropy from each caption to the pictures it is true of, and from each picture to the captions that are true of it."""
    logits = scale * texts @ images.t()
    to_pictures = true / true.sum(1, keepdim=True)
    to_captions = (true / true.sum(0, keepdim=True)).t()
    return (-(to_pictures * functional.log_softmax(logits, 1)).sum(1).mean() - (to_captions * functional.log_softmax(logits.t(), 1)).sum(1).mean()) / 2


def told_apart(images, texts, true, scale):
    """Cross entropy from each picture to the texts of a family that are true of it; pictures that none is true of are left out.

    Divided by the root of how many of the pictures it is about: what few of them show counts for more than its number, but not for all.
    """
    some = true.sum(0) > 0
    target = (true / true.sum(0, keepdim=True).clamp(min=1)).t()[some]
    loss = -(target * functional.log_softmax(scale * images[some] @ texts.t(), 1)).sum()
    return loss / (max(1, int(some.sum())) * len(images)) ** 0.5


def recall(image_tower, text_tower, tokenizer, pictures, scenes):
    """Recall@1 and @10 of one careful caption for each of the pictures, among all of them."""
    dice = random.Random("validation")
    image_tower.eval(), text_tower.eval()
    with torch.no_grad():
        images = torch.cat([image_tower(part) for part in normalised(resized(pictures, IMAGE_SIZE)).split(100)])
        texts = read(text_tower, [tokenizer.encode(caption(scene, dice, careful=True)[0]) for scene in scenes])
        scores = texts @ functional.normalize(images, dim=1).t()
    ranks = (scores > scores.diagonal().unsqueeze(1)).sum(1)
    return (ranks < 1).float().mean().item(), (ranks < 10).float().mean().item()


class Batches:
    """The batches of a training, each made while the one before is learned from; all chance comes from one seed."""

    def __init__(self, pictures, scenes, tokenizer, stage, seed):
        self.pictures, self.scenes, self.tokenizer, self.stage = pictures, scenes, tokenizer, stage
        self.dice, self.truth, self.order, self.view = random.Random(f"training/{seed}"), Truth(scenes), [], None
        self.mirrorable = np.array([all(SUBJECTS[part.subject].mirror for part in scene.parts()) for scene in scenes])

    def _batch(self, step):
        """(pixels, token ids, which caption is true of which picture, the same two for each family of prompts) of a step."""
        if len(self.order) < BATCH:
            self.order = list(range(len(self.scenes)))
            self.dice.shuffle(self.order)
        picks, self.order = np.array(self.order[:BATCH]), self.order[BATCH:]
        made = [caption(self.scenes[pick], self.dice) for _ in range(CAPTIONS) for pick in picks]
        true = torch.from_numpy(self.truth.matrix(picks, [meanings for _, meanings in made])).float()
        side = next(side for share, side in self.stage.sizes if step < share * self.stage.steps)
        if self.view is None or self.view.side != side:
            self.view = Pictures(self.pictures, side, self.stage.crops, self.mirrorable)
        families = [(self._ids(family), torch.from_numpy(self.truth.matrix(picks, [meanings for _, meanings in family])).float())
                    for family in prompts(self.dice)]
        return self.view.batch(picks, self.dice), self._ids(made), true, families

    def _ids(self, captions):
        return [self.tokenizer.encode(text) for text, _ in captions]

    def __iter__(self):
        with ThreadPoolExecutor(1) as aside:
            ahead = aside.submit(self._batch, 0)
            for step in range(self.stage.steps):
                batch = ahead.result()
                if step + 1 < self.stage.steps:
                    ahead = aside.submit(self._batch, step + 1)
                yield step, *batch


def train(towers, pictures, scenes, held_out, tokenizer, stage, seed, save):
    """Trains the two towers for one stage from a fixed seed; `save` is called with them now and then."""
    torch.manual_seed(seed)
    image_tower, text_tower = towers
    image_tower.to(memory_format=torch.channels_last)
    scale = torch.nn.Parameter(torch.tensor(math.log(stage.scale)))
    weights = [*image_tower.parameters(), *text_tower.parameters()]
    optimizer = torch.optim.AdamW([{"params": [p for p in weights if p.dim() > 1], "weight_decay": 0.05},
                                   {"params": [p for p in weights if p.dim() < 2] + [scale], "weight_decay": 0.0}], betas=(0.9, 0.98))
    total, started, steps, warm = 0.0, time.perf_counter(), stage.steps, WARM_UP * stage.steps
    for step, pixels, ids, true, families in Batches(pictures, scenes, tokenizer, stage, seed):
        rate = stage.rate * (step / warm if step < warm else 0.5 + 0.5 * math.cos(math.pi * step / stage.fall))
        for group in optimizer.param_groups:
            group["lr"] = rate
        image_tower.train(), text_tower.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            images, (texts, *notions) = image_tower(pixels), read_all(text_tower, [ids, *(family for family, _ in families)])
        images, factor = functional.normalize(images.float(), dim=1), scale.exp().clamp(max=100)
        loss = loss_of(images, texts, true, factor)
        for texts, (_, true) in zip(notions, families):
            loss = loss + NOTIONS * told_apart(images, texts, true, factor)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        total += loss.item()
        if (step + 1) % REPORT == 0 or step + 1 == steps:
            first, tenth = recall(image_tower, text_tower, tokenizer, *held_out)
            print(f"step {step + 1} of {steps}: loss {total / (step % REPORT + 1):.3f}, recall@1 {first:.3f}, recall@10 {tenth:.3f}, "
                  f"scale {scale.exp().item():.1f}, {pixels.shape[2]} px, {(time.perf_counter() - started) / 60:.1f} min", flush=True)
            total = 0.0
            save(image_tower, text_tower)
