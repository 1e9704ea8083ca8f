"""Contrastive training from scratch: pictures and captions of a batch are drawn together where the caption is true of the picture."""

import math
import random
import time

import numpy as np
import torch
from PIL import Image
from torch.nn import functional

from captions.grammar import caption
from captions.meanings import facts_of
from world.subjects import SUBJECTS

from .towers import IMAGE_SIZE, ImageTower, TextTower

MEAN, STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
BATCH, CAPTIONS = 384, 2  # pictures of a step, captions of each
PEAK_RATE, REPORT = 2e-3, 100
CROPPED = 1.125  # how much larger the picture is that a crop is taken from
SIZES = ((0.45, 80), (0.8, 104), (1.0, IMAGE_SIZE))  # up to which share of the steps the pictures have which side


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
    """The training pictures at one size; a batch is half whole pictures and half crops out of larger ones, mirrored and tinted by chance."""

    def __init__(self, pictures, side, mirrorable):
        self.side, self.mirrorable = side, mirrorable
        self.whole, self.larger = resized(pictures, side), resized(pictures, round(side * CROPPED))

    def batch(self, picks, dice):
        room, pixels = self.larger.shape[1] - self.side, np.empty((len(picks), self.side, self.side, 3), np.uint8)
        for row, pick in enumerate(picks):
            if dice.random() < 0.5:
                picture = self.whole[pick]
            else:
                top, left = dice.randint(0, room), dice.randint(0, room)
                picture = self.larger[pick, top:top + self.side, left:left + self.side]
            pixels[row] = picture[:, ::-1] if self.mirrorable[pick] and dice.random() < 0.5 else picture
        x = normalised(pixels)
        # Brightness and the balance of colours, little enough that a colour keeps its name.
        return x.mul_(1 + (torch.rand(len(x), 3, 1, 1) - 0.5) * 0.1 + (torch.rand(len(x), 1, 1, 1) - 0.5) * 0.2).to(memory_format=torch.channels_last)


def padded(ids, end):
    """Token ids as one array, the shorter ones filled up with the end token."""
    length = max(map(len, ids))
    return torch.tensor([row + [end] * (length - len(row)) for row in ids])


def loss_of(images, texts, true, scale):
    """Cross entropy from each caption to the pictures it is true of, and from each picture to the captions that are true of it."""
    logits = scale * texts @ images.t()
    to_pictures = true / true.sum(1, keepdim=True)
    to_captions = (true / true.sum(0, keepdim=True)).t()
    return (-(to_pictures * functional.log_softmax(logits, 1)).sum(1).mean() - (to_captions * functional.log_softmax(logits.t(), 1)).sum(1).mean()) / 2


def embed(tower, batches):
    tower.eval()
    with torch.no_grad():
        return torch.cat([functional.normalize(tower(batch).float(), dim=1) for batch in batches])


def recall(image_tower, text_tower, tokenizer, pictures, scenes):
    """Recall@1 and @10 of one careful caption for each of the pictures, among all of them."""
    dice = random.Random("validation")
    images = embed(image_tower, normalised(resized(pictures, IMAGE_SIZE)).split(100))
    ids = padded([tokenizer.encode(caption(scene, dice, careful=True)[0]) for scene in scenes], tokenizer.ids["<|endoftext|>"])
    scores = embed(text_tower, ids.split(200)) @ images.t()
    ranks = (scores > scores.diagonal().unsqueeze(1)).sum(1)
    return (ranks < 1).float().mean().item(), (ranks < 10).float().mean().item()


def train(pictures, scenes, held_out, tokenizer, steps, seed, save):
    """Trains both towers for a fixed number of steps from a fixed seed; `save` is called with them now and then.

    The first steps see smaller pictures, which cost less and teach the coarse things: 80, then 104, then 128 pixels.
    """
    torch.manual_seed(seed)
    dice = random.Random(f"training/{seed}")
    image_tower, text_tower = ImageTower().to(memory_format=torch.channels_last), TextTower(len(tokenizer.ids))
    scale = torch.nn.Parameter(torch.tensor(math.log(14.0)))
    towers = [*image_tower.parameters(), *text_tower.parameters()]
    optimizer = torch.optim.AdamW([{"params": [p for p in towers if p.dim() > 1], "weight_decay": 0.05},
                                   {"params": [p for p in towers if p.dim() < 2] + [scale], "weight_decay": 0.0}], betas=(0.9, 0.98))
    truth = Truth(scenes)
    mirrorable = np.array([all(SUBJECTS[part.subject].mirror for part in scene.parts()) for scene in scenes])
    view, end, order, total, started = None, tokenizer.ids["<|endoftext|>"], [], 0.0, time.perf_counter()
    for step in range(steps):
        rate = PEAK_RATE * min(1, step / (0.04 * steps + 1)) * (0.5 + 0.5 * math.cos(math.pi * step / steps) if step > 0.04 * steps else 1)
        for group in optimizer.param_groups:
            group["lr"] = rate
        if len(order) < BATCH:
            order = list(range(len(scenes)))
            dice.shuffle(order)
        picks, order = np.array(order[:BATCH]), order[BATCH:]
        made = [caption(scenes[pick], dice) for _ in range(CAPTIONS) for pick in picks]
        true = torch.from_numpy(truth.matrix(picks, [meanings for _, meanings in made])).float()
        size = next(size for share, size in SIZES if step < share * steps)
        if view is None or view.side != size:
            view = Pictures(pictures, size, mirrorable)
        pixels = view.batch(picks, dice)
        ids = padded([tokenizer.encode(text) for text, _ in made], end)
        image_tower.train(), text_tower.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            images, texts = image_tower(pixels), text_tower(ids)
        loss = loss_of(functional.normalize(images.float(), dim=1), functional.normalize(texts.float(), dim=1), true, scale.exp().clamp(max=100))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(towers, 1.0)
        optimizer.step()
        total += loss.item()
        if (step + 1) % REPORT == 0 or step + 1 == steps:
            first, tenth = recall(image_tower, text_tower, tokenizer, *held_out)
            took = time.perf_counter() - started
            print(f"step {step + 1} of {steps}: loss {total / ((step % REPORT) + 1):.3f}, recall@1 {first:.3f}, recall@10 {tenth:.3f}, "
                  f"scale {scale.exp().item():.1f}, {size} px, {took / 60:.1f} min", flush=True)
            total = 0.0
            save(image_tower, text_tower)
    return image_tower, text_tower
